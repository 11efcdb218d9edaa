package io.sidelight.core.trace;

import static io.sidelight.core.trace.Exporters.await;
import static io.sidelight.core.trace.Exporters.dropped;
import static io.sidelight.core.trace.Exporters.endSpans;
import static io.sidelight.core.trace.Exporters.exporter;
import static io.sidelight.core.trace.Exporters.settings;
import static io.sidelight.core.trace.Exporters.tracer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is sent to a collector that takes it, and in what portions. */
@Timeout(60)
class OtlpExporterTest {
  private final RecordingLog log = new RecordingLog();

  @Test
  void sendsWhatWasEndedBeforeTheStartAndAfter() throws Exception {
    try (Collector collector = new Collector()) {
      OtlpExporter exporter = exporter(settings(collector.url()), log);
      Tracer tracer = tracer(exporter);
      endSpans(tracer, 3);
      exporter.start();
      exporter.start();
      endSpans(tracer, 4);
      assertTrue(exporter.flush(10_000));
      assertEquals(7, exporter.exported());
      assertEquals(0, dropped(exporter));
      assertEquals(0, exporter.queued());
      assertEquals(0, exporter.queuedBytes());
      assertEquals(7, collector.spans().size());
      exporter.close(10_000);
      assertEquals(List.of(), log.lines);
    }
  }

  @Test
  void requestsAreThoseOfTheProtocol() throws Exception {
    try (Collector collector = new Collector()) {
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put("X-Scope-OrgID", "tenant");
      headers.put("Content-Type", "text/plain");
      headers.put("broken\nname", "secret");
      OtlpSettings settings =
          new OtlpSettings(collector.url(), headers, 5_000, false, 1 << 20, 100, 50);
      OtlpExporter exporter = exporter(settings, log);
      exporter.start();
      endSpans(tracer(exporter), 1);
      assertTrue(exporter.flush(10_000));
      endSpans(tracer(exporter), 1);
      assertTrue(exporter.flush(10_000));
      exporter.close(10_000);
      Map<String, List<String>> sent = collector.request(0).headers();
      assertEquals(List.of("application/x-protobuf"), sent.get("Content-type"));
      assertEquals(List.of("sidelight/1.2.3"), sent.get("User-agent"));
      assertEquals(List.of("tenant"), sent.get("X-scope-orgid"));
      assertNull(sent.get("Content-encoding"));
      assertEquals(2, collector.requestCount());
      assertEquals(1, collector.clientPorts(), "the connection is kept");
      assertEquals(1, log.lines.size(), log.lines::toString);
      assertTrue(log.lines.get(0).contains("broken name"), log.lines::toString);
      assertFalse(log.lines.get(0).contains("secret"), log.lines::toString);
    }
  }

  @Test
  void gzipMakesRequestsSmaller() throws Exception {
    try (Collector collector = new Collector()) {
      OtlpSettings settings =
          new OtlpSettings(collector.url(), Map.of(), 5_000, true, 16 << 20, 1_000, 1_000);
      OtlpExporter exporter = exporter(settings, log);
      Tracer tracer = tracer(exporter);
      for (int i = 0; i < 500; i++) {
        Exporters.start(tracer).attribute("text", "again and again ".repeat(10)).end(1);
      }
      exporter.start();
      assertTrue(exporter.flush(10_000));
      exporter.close(10_000);
      Collector.Request request = collector.request(0);
      assertEquals(500, request.spans());
      assertEquals(List.of("gzip"), request.headers().get("Content-encoding"));
      assertTrue(request.bodyBytes() < request.message().getSerializedSize() / 2);
    }
  }

  @Test
  void batchesAreFullAndTheNewestSpanIsFirst() throws Exception {
    try (Collector collector = new Collector()) {
      OtlpExporter exporter = exporter(settings(collector.url()), log);
      endSpans(tracer(exporter), 250);
      exporter.start();
      assertTrue(exporter.flush(10_000));
      exporter.close(10_000);
      assertEquals(3, collector.requestCount());
      assertEquals(100, collector.request(0).spans());
      assertEquals(50, collector.request(2).spans());
      for (int i = 0; i < 250; i++) {
        assertEquals(249 - i, collector.spans().get(i).getAttributes(0).getValue().getIntValue());
      }
    }
  }

  @Test
  void aFullBatchDoesNotWaitForTheDelay() throws Exception {
    try (Collector collector = new Collector()) {
      OtlpSettings settings =
          new OtlpSettings(collector.url(), Map.of(), 5_000, false, 16 << 20, 100, 3_600_000);
      OtlpExporter exporter = exporter(settings, log);
      exporter.start();
      endSpans(tracer(exporter), 150);
      await("a full batch", () -> exporter.exported() == 100);
      assertEquals(50, exporter.queued());
      endSpans(tracer(exporter), 50);
      await("the next one", () -> exporter.exported() == 200);
      assertEquals(2, collector.requestCount());
      exporter.close(10_000);
    }
  }

  @Test
  void aLoneSpanIsSentAfterTheDelay() throws Exception {
    try (Collector collector = new Collector()) {
      OtlpExporter exporter = exporter(settings(collector.url()), log);
      exporter.start();
      endSpans(tracer(exporter), 1);
      await("the span", () -> exporter.exported() == 1);
      exporter.close(10_000);
    }
  }

  @Test
  void batchesOfLargeSpansAreCutByBytes() throws Exception {
    try (Collector collector = new Collector()) {
      OtlpExporter exporter = exporter(settings(collector.url(), 5_000, 64 << 20), log);
      Tracer tracer = tracer(exporter);
      for (int i = 0; i < 20; i++) {
        Span span = Exporters.start(tracer);
        for (int k = 0; k < 10; k++) {
          span.attribute("large" + k, "x".repeat(1 << 20));
        }
        span.end(System.nanoTime());
      }
      exporter.start();
      assertTrue(exporter.flush(20_000));
      exporter.close(10_000);
      assertEquals(20, collector.spans().size());
      assertEquals(5, collector.requestCount());
    }
  }
}
