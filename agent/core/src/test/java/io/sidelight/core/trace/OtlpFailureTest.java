package io.sidelight.core.trace;

import static io.sidelight.core.trace.Exporters.await;
import static io.sidelight.core.trace.Exporters.dropped;
import static io.sidelight.core.trace.Exporters.endSpans;
import static io.sidelight.core.trace.Exporters.exporter;
import static io.sidelight.core.trace.Exporters.settings;
import static io.sidelight.core.trace.Exporters.tracer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OtlpFailureTest {
  private final RecordingLog log = new RecordingLog();

  private static long millisOf(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  private static String url(ServerSocket server) {
    return "http://127.0.0.1:" + server.getLocalPort() + "/v1/traces";
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket server = listen()) {
      return server.getLocalPort();
    }
  }

  private static Thread exportThread() {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("sidelight-export")) {
        return thread;
      }
    }
    return null;
  }

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
  void nobodyListens() throws Exception {
    int port = unusedPort();
    OtlpSettings settings =
        settings("http://user:secret@127.0.0.1:" + port + "/v1/traces?key=secret", 5_000, 100_000);
    OtlpExporter exporter = exporter(settings, log);
    exporter.start();
    Tracer tracer = tracer(exporter);
    endSpans(tracer, 5_000);
    assertTrue(exporter.flush(30_000));
    endSpans(tracer, 10);
    assertTrue(exporter.flush(30_000));
    assertEquals(5_010, dropped(exporter));
    assertTrue(exporter.dropped(DropReason.QUEUE_FULL) > 0);
    assertTrue(exporter.dropped(DropReason.EXPORT_FAILED) > 0);
    assertEquals(1, log.lines.size(), log.lines::toString);
    assertTrue(log.lines.get(0).contains("http://127.0.0.1:" + port + "/v1/traces"));
    assertFalse(log.lines.get(0).contains("secret"), log.lines::toString);
    try (Collector collector = new Collector(port)) {
      endSpans(tracer, 4);
      assertTrue(exporter.flush(30_000));
      assertEquals(4, exporter.exported());
      assertEquals(4, collector.spans().size());
      assertEquals(2, log.lines.size(), log.lines::toString);
      exporter.close(10_000);
    }
  }

  @Test
  void pausesGrowFromBatchToBatch() {
    Backoff backoff = new Backoff(new RetryPolicy(3, 1_000, 30_000, 60_000));
    assertEquals(0, backoff.pauseNanos());
    double[] seconds = {1, 2, 4, 8, 16, 30, 30, 30};
    for (double expected : seconds) {
      backoff.failed(0);
      assertEquals(expected, backoff.pauseNanos() / 1e9, expected * 0.21);
    }
    backoff.failed(45_000);
    assertEquals(49.5, backoff.pauseNanos() / 1e9, 5);
    backoff.failed(Long.MAX_VALUE);
    assertEquals(66, backoff.pauseNanos() / 1e9, 7);
    for (int i = 0; i < 100; i++) {
      backoff.failed(0);
      assertEquals(30, backoff.pauseNanos() / 1e9, 6.1);
    }
    backoff.succeeded();
    assertEquals(0, backoff.pauseNanos());
    backoff.failed(0);
    assertEquals(1, backoff.pauseNanos() / 1e9, 0.21);
  }

  /** Accepts connections, by its backlog alone, and never answers; nor does it read. */
  @Test
  void aHangingCollectorCostsItsTimeoutAndNoMore() throws Exception {
    try (ServerSocket server = listen()) {
      OtlpExporter exporter = exporter(settings(url(server), 300, 64 << 20), log);
      exporter.start();
      Tracer tracer = tracer(exporter);
      Span large = Exporters.start(tracer);
      for (int i = 0; i < 120; i++) {
        large.attribute("k" + i, "\u20ac".repeat(16 * 1024));
      }
      long producing =
          millisOf(
              () -> {
                large.end(System.nanoTime());
                endSpans(tracer, 10);
              });
      assertTrue(producing < 1_000, () -> producing + " ms");
      long millis = millisOf(() -> assertTrue(exporter.flush(30_000)));
      assertEquals(11, exporter.dropped(DropReason.EXPORT_FAILED));
      assertTrue(millis < 10_000, () -> millis + " ms");
      // The large span is a batch of its own; both are tried three times.
      assertEquals(6, connections(server), "one connection per try");
      assertEquals(1, log.lines.size(), log.lines::toString);
      assertTrue(log.lines.get(0).contains("300 ms"), log.lines::toString);
      exporter.close(1_000);
    }
  }

  /** How many peers have connected and wait for being accepted. */
  private static int connections(ServerSocket server) throws IOException {
    server.setSoTimeout(100);
    int count = 0;
    try {
      for (; ; ) {
        server.accept().close();
        count++;
      }
    } catch (SocketTimeoutException e) {
      return count;
    }
  }

  /** Each read is answered in time, the whole never is. */
  @Test
  void aCollectorThatDripsIsCutOff() throws Exception {
    try (ServerSocket server = listen()) {
      Thread dripping =
          new Thread(
              () -> {
                try {
                  for (; ; ) {
                    drip(server.accept());
                  }
                } catch (IOException e) {
                  // The test is over.
                }
              });
      dripping.start();
      OtlpExporter exporter = exporter(settings(url(server), 400, 1 << 20), log);
      exporter.start();
      endSpans(tracer(exporter), 1);
      assertTrue(exporter.flush(30_000));
      assertEquals(1, exporter.dropped(DropReason.EXPORT_FAILED));
      exporter.close(1_000);
    }
  }

  private static void drip(Socket connection) throws IOException {
    byte[] start = "HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII);
    try (Socket client = connection) {
      client.getOutputStream().write(start);
      for (int i = 0; i < 200; i++) {
        client.getOutputStream().write('x');
        java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
      }
    } catch (IOException e) {
      // Cut off, as it should be.
    }
  }

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost:4318",
        "http:/v1/traces",
        "http://",
        "ftp://host/x",
        "file:///etc/passwd",
        "http://host:99999/",
        "http://host:port/",
        "htp://user:secret@host/?key=secret",
      })
  void anEndpointThatIsNoneIsToldOnceAndEverySpanCounted(String endpoint) {
    OtlpExporter exporter = exporter(settings(endpoint), log);
    Tracer tracer = tracer(exporter);
    endSpans(tracer, 10);
    exporter.start();
    await("the warning", () -> log.lines.size() == 1);
    await("the first spans", () -> exporter.dropped(DropReason.EXPORT_FAILED) == 10);
    endSpans(tracer, 10);
    assertEquals(20, exporter.dropped(DropReason.EXPORT_FAILED));
    assertTrue(log.lines.get(0).contains("not usable"), log.lines::toString);
    assertFalse(log.lines.get(0).contains("secret"), log.lines::toString);
    exporter.close(1_000);
    assertEquals(1, log.lines.size(), log.lines::toString);
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
