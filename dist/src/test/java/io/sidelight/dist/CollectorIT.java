package io.sidelight.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.servers.FreePort;
import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.Await;
import io.sidelight.test.Exposition;
import io.sidelight.test.OtlpSink;
import io.sidelight.test.OtlpSpan;
import io.sidelight.test.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collectors that work, and collectors that do not; and the end of the process. */
class CollectorIT {

  /** One batch, sent as soon as it is full, so that every number below is exact. */
  private static final int SPANS = 20;

  @TempDir Path folder;

  private static AppProcessBuilder builder(String endpoint) {
    return LegacyApp.builder()
        .agentArg("traces.endpoint", endpoint + "/v1/traces")
        .agentArg("traces.batch.size", "" + SPANS)
        .agentArg("traces.batch.delay", "1m")
        .agentArg("traces.timeout", "300ms")
        .agentArg("shutdown.timeout", "1s");
  }

  private static void send(LegacyApp app, int requests) {
    for (int i = 0; i < requests; i++) {
      assertTrue(app.answer("GET /hello").endsWith("hello"), app::toString);
    }
  }

  /** All at once, since the agent takes its time to give up. */
  @Test
  void spansNobodyTakesAreCountedAndToldOnce() throws IOException {
    try (OtlpSink hanging = OtlpSink.start();
        OtlpSink failing = OtlpSink.start();
        ServerSocket resetting = resetting();
        LegacyApp hung = LegacyApp.start(builder(hanging.endpoint().toString()));
        LegacyApp failed = LegacyApp.start(builder(failing.endpoint().toString()));
        LegacyApp refused = LegacyApp.start(builder("http://localhost:" + FreePort.next()));
        LegacyApp reset =
            LegacyApp.start(builder("http://localhost:" + resetting.getLocalPort()))) {
      hanging.answer(new OtlpSink.Mode.Hang());
      failing.answer(new OtlpSink.Mode.Status(500));
      for (LegacyApp app : List.of(hung, failed, refused, reset)) {
        send(app, SPANS);
      }
      assertLost(hung, "export_failed");
      assertLost(refused, "export_failed");
      assertLost(reset, "export_failed");
      assertLost(failed, "rejected");
      // The next batch is no news.
      send(failed, SPANS);
      Await.until("both batches", Programs.LIMIT, () -> dropped(failed, "rejected") == 2 * SPANS);
      assertEquals(2, Programs.ofAgent(failed.process().lines()).size(), failed::toString);
    }
  }

  /** By the JDK's own rules of what is trusted. */
  @Test
  void spansGoByTls() {
    Path keys = folder.resolve("keys.p12");
    SelfSigned.keyStore(keys, "sesame");
    try (OtlpSink sink = OtlpSink.startTls(keys, "sesame");
        LegacyApp trusting =
            LegacyApp.start(
                tls(sink)
                    .jvmArgs(
                        "-Djavax.net.ssl.trustStore=" + keys,
                        "-Djavax.net.ssl.trustStorePassword=sesame"));
        LegacyApp doubting = LegacyApp.start(tls(sink))) {
      send(trusting, SPANS);
      send(doubting, SPANS);
      sink.awaitSpans(span -> true, SPANS);
      Await.until(
          "the batch to be lost", Programs.LIMIT, () -> dropped(doubting, "export_failed") > 0);
      assertEquals(SPANS, dropped(doubting, "export_failed"));
      Await.until(
          "the batch to be taken",
          Programs.LIMIT,
          () -> trusting.process().scrape().value("sidelight_spans_exported_total") == SPANS);
      assertEquals(SPANS, sink.spans().size());
      String said = Programs.ofAgent(doubting.process().lines()).toString();
      assertTrue(said.contains("certificat"), said);
    }
  }

  private static AppProcessBuilder tls(OtlpSink sink) {
    return LegacyApp.builder()
        .agentArg("traces.endpoint", sink.endpoint() + "/v1/traces")
        .agentArg("traces.batch.size", "" + SPANS)
        .agentArg("traces.batch.delay", "1m");
  }

  private static void assertLost(LegacyApp app, String reason) {
    Await.until(
        "the batch to be lost: " + reason, Programs.LIMIT, () -> dropped(app, reason) == SPANS);
    Exposition page = app.process().scrape();
    assertEquals(SPANS, page.sum("sidelight_spans_dropped_total"));
    assertEquals(0, page.value("sidelight_spans_exported_total"));
    assertEquals(SPANS, page.sum("http_requests_total"));
    // One for the port, one for the collector.
    List<String> said = Programs.ofAgent(app.process().lines());
    assertEquals(2, said.size(), app::toString);
    assertTrue(
        said.stream().anyMatch(line -> line.contains("spans") && line.contains("/v1/traces")),
        app::toString);
  }

  private static double dropped(LegacyApp app, String reason) {
    return app.process().scrape().value("sidelight_spans_dropped_total", "reason", reason);
  }

  /** Takes connections, and breaks each at once. */
  private static ServerSocket resetting() throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                  socket.setSoLinger(true, 0);
                } catch (IOException e) {
                  // Closed, which the loop notices.
                }
              }
            },
            "resetting");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  @Test
  void aHangingCollectorDoesNotHoldUpTheEnd() {
    try (OtlpSink sink = OtlpSink.start()) {
      sink.answer(new OtlpSink.Mode.Hang());
      try (LegacyApp app =
          LegacyApp.start(builder(sink.endpoint().toString()).agentArg("traces.timeout", "1m"))) {
        send(app, SPANS);
        Await.until("the batch to be sent", Programs.LIMIT, () -> sink.requests() == 1);
        send(app, 3);
        long begin = System.nanoTime();
        app.process().stop();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        // A second of the agent's, and what Tomcat and a busy machine need.
        assertTrue(took.compareTo(Duration.ofSeconds(6)) < 0, () -> took + "\n" + app);
      }
    }
  }

  @Test
  void whatWasNotYetSentIsSentAtTheEnd() {
    try (OtlpSink sink = OtlpSink.start()) {
      try (LegacyApp app =
          LegacyApp.start(
              builder(sink.endpoint().toString()).agentArg("shutdown.timeout", "20s"))) {
        app.process().sidecar();
        send(app, SPANS + 7);
        assertEquals(143, app.process().stop(), app::toString);
      }
      assertEquals(
          SPANS + 7, sink.spans().stream().filter(span -> span.kind().equals("SERVER")).count());
      // Those of the application's start among them, and none twice.
      assertEquals(
          sink.spans().size(), sink.spans().stream().map(OtlpSpan::spanId).distinct().count());
    }
  }

  @Test
  void anApplicationThatEndsItselfAtOnceLosesNothing() {
    for (int i = 0; i < 3; i++) {
      try (OtlpSink sink = OtlpSink.start();
          AppProcess app =
              Programs.small("query")
                  .classPath(LegacyApp.libraries())
                  .otlp(sink)
                  .agentArg("traces.batch.delay", "1m")
                  .agentArg("shutdown.timeout", "20s")
                  .start()) {
        assertEquals(0, app.awaitExit(Programs.LIMIT));
        assertEquals(1, sink.spans().size(), app::toString);
      }
    }
  }
}
