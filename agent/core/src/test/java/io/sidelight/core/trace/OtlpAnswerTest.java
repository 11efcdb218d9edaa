package io.sidelight.core.trace;

import static io.sidelight.core.trace.Exporters.dropped;
import static io.sidelight.core.trace.Exporters.endSpans;
import static io.sidelight.core.trace.Exporters.exporter;
import static io.sidelight.core.trace.Exporters.millisOf;
import static io.sidelight.core.trace.Exporters.settings;
import static io.sidelight.core.trace.Exporters.tracer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the exporter makes of the answers of a collector. */
@Timeout(60)
class OtlpAnswerTest {
  private final RecordingLog log = new RecordingLog();

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void whatHealsByItselfIsRetriedSilently(int status) throws Exception {
    try (Collector collector = new Collector()) {
      collector.answer(Collector.status(status));
      OtlpExporter exporter = exporter(settings(collector.url()), log);
      exporter.start();
      endSpans(tracer(exporter), 5);
      assertTrue(exporter.flush(10_000));
      exporter.close(10_000);
      assertEquals(5, exporter.exported());
      assertEquals(0, dropped(exporter));
      assertEquals(2, collector.requestCount());
      assertEquals(collector.request(0).message(), collector.request(1).message());
      assertEquals(List.of(), log.lines);
    }
  }

  @Test
  void triesAreBoundedAndTheirEndIsToldOnce() throws Exception {
    try (Collector collector = new Collector()) {
      collector.always(Collector.status(503));
      OtlpExporter exporter = exporter(settings(collector.url()), log);
      exporter.start();
      for (int i = 0; i < 3; i++) {
        endSpans(tracer(exporter), 5);
        assertTrue(exporter.flush(20_000));
      }
      assertEquals(15, exporter.dropped(DropReason.EXPORT_FAILED));
      assertEquals(9, collector.requestCount());
      assertEquals(1, log.lines.size(), log.lines::toString);
      String line = log.lines.get(0);
      assertTrue(line.startsWith("WARN") && line.contains(collector.url()), line);
      assertTrue(line.contains("503") && line.contains("application is not affected"), line);
      collector.always(Collector.status(200));
      endSpans(tracer(exporter), 2);
      assertTrue(exporter.flush(20_000));
      exporter.close(10_000);
      assertEquals(2, exporter.exported());
      assertEquals(2, log.lines.size(), log.lines::toString);
      assertTrue(log.lines.get(1).startsWith("INFO"), log.lines::toString);
      assertTrue(log.lines.get(1).contains("again"), log.lines::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "date"})
  void retryAfterIsHonoured(String kind) throws Exception {
    String value = kind;
    if (kind.equals("date")) {
      value =
          java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(
              java.time.ZonedDateTime.now(java.time.ZoneOffset.UTC).plusSeconds(2));
    }
    try (Collector collector = new Collector()) {
      collector.answer(Collector.status(503, "Retry-After", value));
      OtlpExporter exporter = exporter(settings(collector.url()), log);
      exporter.start();
      endSpans(tracer(exporter), 5);
      long millis = millisOf(() -> assertTrue(exporter.flush(20_000)));
      exporter.close(10_000);
      assertEquals(5, exporter.exported());
      assertTrue(millis >= 900, () -> millis + " ms");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 407, 413, 500, 301, 302, 307, 308})
  void whatIsRefusedIsNotRetried(int status) throws Exception {
    try (Collector other = new Collector();
        Collector collector = new Collector()) {
      collector.always(
          Collector.status(
              status, "Location", other.url(), "WWW-Authenticate", "Basic realm=\"x\""));
      OtlpExporter exporter = exporter(settings(collector.url()), log);
      exporter.start();
      for (int i = 0; i < 2; i++) {
        endSpans(tracer(exporter), 5);
        assertTrue(exporter.flush(10_000));
      }
      exporter.close(10_000);
      assertEquals(0, exporter.exported());
      assertEquals(10, exporter.dropped(DropReason.REJECTED));
      assertEquals(10, dropped(exporter));
      assertEquals(2, collector.requestCount());
      assertEquals(0, other.requestCount(), "redirects are not followed");
      assertEquals(1, log.lines.size(), log.lines::toString);
      assertTrue(log.lines.get(0).contains(String.valueOf(status)), log.lines::toString);
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
