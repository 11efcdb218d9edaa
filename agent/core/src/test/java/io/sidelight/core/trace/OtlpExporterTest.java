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

import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
  void batchesAreFullAndInOrder() throws Exception {
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
        assertEquals(i, collector.spans().get(i).getAttributes(0).getValue().getIntValue());
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

  @Test
  void everySpanOfManyThreadsIsCountedOnce() throws Exception {
    int threads = 32;
    int perThread = 10_000;
    try (Collector collector = new Collector()) {
      // Too small on purpose: some must be dropped, and those must be counted, too.
      OtlpSettings settings =
          new OtlpSettings(collector.url(), Map.of(), 5_000, false, 200_000, 512, 10);
      OtlpExporter exporter = exporter(settings, log);
      exporter.start();
      Tracer tracer = tracer(exporter);
      CountDownLatch ready = new CountDownLatch(threads);
      Thread[] producers = new Thread[threads];
      for (int t = 0; t < threads; t++) {
        producers[t] =
            new Thread(
                () -> {
                  ready.countDown();
                  try {
                    ready.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  endSpans(tracer, perThread);
                });
        producers[t].start();
      }
      for (Thread producer : producers) {
        producer.join();
      }
      exporter.close(30_000);
      assertEquals((long) threads * perThread, exporter.exported() + dropped(exporter));
      assertEquals(exporter.exported(), collector.spans().size());
      Set<String> distinct = new HashSet<>();
      for (io.opentelemetry.proto.trace.v1.Span span : collector.spans()) {
        assertTrue(distinct.add(span.getSpanId().toStringUtf8() + span.getSpanId()));
      }
      assertTrue(exporter.dropped(DropReason.QUEUE_FULL) > 0, "the test must fill the queue");
      assertTrue(exporter.exported() > 0);
      assertEquals(
          dropped(exporter),
          exporter.dropped(DropReason.QUEUE_FULL) + exporter.dropped(DropReason.SHUTDOWN));
      assertEquals(0, exporter.queued());
      assertEquals(0, exporter.queuedBytes());
    }
  }

  @Test
  void spansEndedWhileClosingAreCounted() throws Exception {
    for (int round = 0; round < 20; round++) {
      try (Collector collector = new Collector()) {
        OtlpExporter exporter = exporter(settings(collector.url()), log);
        exporter.start();
        Tracer tracer = tracer(exporter);
        Thread[] producers = new Thread[4];
        for (int t = 0; t < producers.length; t++) {
          producers[t] = new Thread(() -> endSpans(tracer, 2_000));
          producers[t].start();
        }
        await("some spans", () -> exporter.exported() + exporter.queued() > 0);
        exporter.close(10_000);
        for (Thread producer : producers) {
          producer.join();
        }
        assertEquals(8_000, exporter.exported() + dropped(exporter));
        assertEquals(exporter.exported(), collector.spans().size());
        assertEquals(0, exporter.queued());
        assertEquals(0, exporter.queuedBytes());
      }
    }
  }

  /** A producer that saw no refusal, and pushes behind the last sweep. */
  @Test
  void aSpanEndedBehindTheLastSweepIsCounted() throws Exception {
    for (int round = 0; round < 3_000; round++) {
      OtlpExporter exporter = exporter(settings("http://127.0.0.1:1/"), log);
      Tracer tracer = tracer(exporter);
      AtomicInteger offered = new AtomicInteger();
      Thread producer =
          new Thread(
              () -> {
                while (exporter.dropped(DropReason.SHUTDOWN) == 0) {
                  endSpans(tracer, 1);
                  offered.incrementAndGet();
                }
              });
      producer.start();
      await("the first span", () -> exporter.queued() > 0);
      exporter.close(0);
      producer.join();
      assertEquals(offered.get(), dropped(exporter), "round " + round);
      assertEquals(0, exporter.queuedBytes());
    }
  }

  @Test
  void partialSuccessIsCountedAndToldOnce() throws Exception {
    byte[] partial =
        ExportTraceServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportTracePartialSuccess.newBuilder()
                    .setRejectedSpans(3)
                    .setErrorMessage("too\nold"))
            .build()
            .toByteArray();
    try (Collector collector = new Collector()) {
      collector.always(Collector.body(partial));
      OtlpExporter exporter = exporter(settings(collector.url()), log);
      exporter.start();
      for (int i = 0; i < 2; i++) {
        endSpans(tracer(exporter), 10);
        assertTrue(exporter.flush(10_000));
      }
      exporter.close(10_000);
      assertEquals(14, exporter.exported());
      assertEquals(6, exporter.dropped(DropReason.REJECTED));
      assertEquals(2, collector.requestCount());
      assertEquals(1, log.lines.size(), log.lines::toString);
      assertTrue(log.lines.get(0).contains("'too old'"), log.lines::toString);
    }
  }

  @Test
  void answersThatAreNoMessagesAreFullSuccess() throws Exception {
    byte[][] answers = {
      {},
      {0x0a},
      {0x0a, 0x7f},
      {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1},
      {0x0a, 0},
      {0x0a, 2, 8, -1},
      "<html>".getBytes(java.nio.charset.StandardCharsets.UTF_8),
      new byte[1 << 20],
      ExportTraceServiceResponse.getDefaultInstance().toByteArray()
    };
    try (Collector collector = new Collector()) {
      OtlpExporter exporter = exporter(settings(collector.url()), log);
      exporter.start();
      for (byte[] answer : answers) {
        collector.answer(Collector.body(answer));
        endSpans(tracer(exporter), 1);
        assertTrue(exporter.flush(10_000));
      }
      exporter.close(10_000);
      assertEquals(answers.length, exporter.exported());
      assertEquals(0, dropped(exporter));
      assertEquals(List.of(), log.lines);
    }
  }
}
