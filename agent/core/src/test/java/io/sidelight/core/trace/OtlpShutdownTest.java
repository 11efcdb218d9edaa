package io.sidelight.core.trace;

import static io.sidelight.core.trace.Exporters.await;
import static io.sidelight.core.trace.Exporters.dropped;
import static io.sidelight.core.trace.Exporters.endSpans;
import static io.sidelight.core.trace.Exporters.exportThread;
import static io.sidelight.core.trace.Exporters.exporter;
import static io.sidelight.core.trace.Exporters.listen;
import static io.sidelight.core.trace.Exporters.millisOf;
import static io.sidelight.core.trace.Exporters.settings;
import static io.sidelight.core.trace.Exporters.tracer;
import static io.sidelight.core.trace.Exporters.url;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closing the exporter, and the end of its thread, which nothing else may bring about. */
@Timeout(60)
class OtlpShutdownTest {
  private final RecordingLog log = new RecordingLog();

  @Test
  void closingWhileTheCollectorHangsTakesNoLongerThanAllowed() throws Exception {
    try (ServerSocket server = listen()) {
      OtlpExporter exporter = exporter(settings(url(server), 30_000, 1 << 20), log);
      exporter.start();
      endSpans(tracer(exporter), 10);
      server.accept();
      assertFalse(exporter.flush(100));
      long millis = millisOf(() -> exporter.close(300));
      assertTrue(millis < 2_000, () -> millis + " ms");
      await("the rest to be counted", () -> exporter.dropped(DropReason.SHUTDOWN) == 10);
      endSpans(tracer(exporter), 5);
      assertEquals(15, exporter.dropped(DropReason.SHUTDOWN));
      assertEquals(15, dropped(exporter));
      await("the thread to end", () -> exportThread() == null);
    }
  }

  @Test
  void closingDuringAPauseTriesOnceMoreAtOnce() throws Exception {
    try (Collector collector = new Collector()) {
      collector.answer(Collector.status(503, "Retry-After", "5"));
      OtlpExporter exporter = exporter(settings(collector.url()), log);
      exporter.start();
      endSpans(tracer(exporter), 10);
      await("the first try", () -> collector.requestCount() == 1);
      long millis = millisOf(() -> exporter.close(4_000));
      assertTrue(millis < 3_000, () -> millis + " ms");
      assertEquals(10, exporter.exported());
    }
  }

  @Test
  void closingSendsWhatIsThere() throws Exception {
    try (Collector collector = new Collector()) {
      OtlpSettings settings =
          new OtlpSettings(collector.url(), Map.of(), 5_000, false, 16 << 20, 512, 3_600_000);
      OtlpExporter exporter = exporter(settings, log);
      exporter.start();
      endSpans(tracer(exporter), 1_000);
      exporter.close(10_000);
      exporter.close(10_000);
      assertEquals(1_000, exporter.exported());
      endSpans(tracer(exporter), 3);
      assertEquals(3, exporter.dropped(DropReason.SHUTDOWN));
      assertFalse(exporter.flush(10_000), "nobody is there to flush");
    }
  }

  @Test
  void closingWithoutAStartCountsWhatWaited() {
    OtlpExporter exporter = exporter(settings("http://127.0.0.1:1/"), log);
    endSpans(tracer(exporter), 10);
    exporter.close(1_000);
    exporter.start();
    assertEquals(10, exporter.dropped(DropReason.SHUTDOWN));
    assertEquals(0, exporter.queued());
    assertFalse(exporter.flush(1_000));
  }

  @Test
  void aLogThatThrowsDoesNotEndTheThread() throws Exception {
    ExportLog throwing =
        new ExportLog() {
          @Override
          public void info(String message) {
            throw new IllegalStateException();
          }

          @Override
          public void warn(String message) {
            throw new IllegalStateException();
          }
        };
    try (Collector collector = new Collector()) {
      collector.answer(Collector.status(400));
      OtlpExporter exporter = exporter(settings(collector.url()), throwing);
      exporter.start();
      endSpans(tracer(exporter), 1);
      assertTrue(exporter.flush(10_000));
      endSpans(tracer(exporter), 1);
      assertTrue(exporter.flush(10_000));
      exporter.close(1_000);
      assertEquals(1, exporter.exported());
      assertEquals(1, exporter.dropped(DropReason.REJECTED));
    }
  }

  @Test
  void theThreadIsADaemonWithoutALoaderAndOutlivesInterrupts() throws Exception {
    try (Collector collector = new Collector()) {
      OtlpExporter exporter = exporter(settings(collector.url()), log);
      exporter.start();
      Thread thread = exportThread();
      assertNotNull(thread);
      assertTrue(thread.isDaemon());
      assertNull(thread.getContextClassLoader());
      thread.interrupt();
      endSpans(tracer(exporter), 1);
      assertTrue(exporter.flush(10_000));
      exporter.close(10_000);
      assertEquals(1, exporter.exported());
      assertFalse(thread.isAlive());
    }
  }
}
