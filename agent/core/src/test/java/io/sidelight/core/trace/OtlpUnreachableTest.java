package io.sidelight.core.trace;

import static io.sidelight.core.trace.Exporters.await;
import static io.sidelight.core.trace.Exporters.dropped;
import static io.sidelight.core.trace.Exporters.endSpans;
import static io.sidelight.core.trace.Exporters.exporter;
import static io.sidelight.core.trace.Exporters.listen;
import static io.sidelight.core.trace.Exporters.millisOf;
import static io.sidelight.core.trace.Exporters.settings;
import static io.sidelight.core.trace.Exporters.tracer;
import static io.sidelight.core.trace.Exporters.url;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Collectors that are not there, or never answer. */
@Timeout(60)
class OtlpUnreachableTest {
  private final RecordingLog log = new RecordingLog();

  private static int unusedPort() throws IOException {
    try (ServerSocket server = listen()) {
      return server.getLocalPort();
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
                endSpans(tracer, 10);
                large.end(System.nanoTime());
              });
      assertTrue(producing < 1_000, () -> producing + " ms");
      long millis = millisOf(() -> assertTrue(exporter.flush(30_000)));
      assertEquals(11, exporter.dropped(DropReason.EXPORT_FAILED));
      assertTrue(millis < 10_000, () -> millis + " ms");
      // The large span, the newest, is a batch of its own; both are tried three times.
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
}
