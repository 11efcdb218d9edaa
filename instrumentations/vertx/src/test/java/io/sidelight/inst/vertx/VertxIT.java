package io.sidelight.inst.vertx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.vertx.VertxApp;
import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.Await;
import io.sidelight.test.Libraries;
import io.sidelight.test.Sample;
import io.sidelight.test.TracedSite;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** vertx-web and Vert.x alone, each request counted and traced once, with its route. */
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"vertx-4.0", "vertx-4.5", "vertx-5.0", "vertx-5.1"})
class VertxIT {
  private static final Path MODULE = AgentJar.repository().resolve("instrumentations/vertx");
  private static final String STATE = "java.lang.IllegalStateException";

  private static TracedSite site;

  @Parameter String version;

  @BeforeParameterizedClassInvocation
  static void start(String version) {
    site =
        new TracedSite(
            AppProcess.builder()
                .classPathOf(VertxApp.class)
                .classPath(Libraries.dir(MODULE, version))
                .classPath(Libraries.dir(MODULE, "h2"))
                .main(VertxApp.class));
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    site.close();
  }

  private static int web() {
    return site.port("web at port (\\d+)");
  }

  private static int bare() {
    return site.port("bare at port (\\d+)");
  }

  @Test
  void countsAndTracesEachRequestOnce() {
    site.check("GET", web(), "/owners/4711?q=1", 200, "/owners/:id", "");
    site.check("GET", web(), "/slow/20", 200, "/slow/:millis", "");
    site.check("GET", web(), "/blocking", 200, "/blocking", "");
    site.check("GET", web(), "/stream", 200, "/stream", "");
    site.check("POST", web(), "/echo", 200, "/echo", "");
    site.check("GET", web(), "/throws", 500, "/throws", STATE);
    site.check("GET", web(), "/fails", 500, "/fails", "java.lang.IllegalArgumentException");
    site.check("GET", web(), "/teapot", 418, "/teapot", "");
    site.check("GET", web(), "/handled", 200, "/handled", "");
    site.check("GET", web(), "/regex/17", 200, "", "");
    site.check("GET", web(), "/api/users/7", 202, "/api/users/:user", "");
    site.check("GET", web(), "/api/nothing", 404, "/api/", "");
    site.check("GET", web(), "/tenants/acme/users/7", 202, "/tenants/:tenant/users/:user", "");
    if (!version.equals("vertx-4.0")) {
      // 4.0.0 itself does not find these.
      site.check("GET", web(), "/api/deep/end", 200, "/api/deep/end", "");
      site.check("GET", web(), "/tenants/acme/deep/end", 200, "/tenants/:tenant/deep/end", "");
      site.check("GET", web(), "/tenants/acme/deep/after", 203, "/tenants/:tenant/deep/after", "");
    }
    site.check("GET", web(), "/nowhere/1", 404, "", "");
    site.check("GET", bare(), "/any/1", 201, "", "");
    assertEquals(0, site.scrape().sum("sidelight_advice_errors_total"));
  }

  @Test
  void measuresWhatWasSentAfterCompression() {
    site.checkSizes(
        TracedSite.HTTP, web(), List.of("/owners/4711", "/slow/2", "/blocking", "/file"));
    if (!version.equals("vertx-4.0")) {
      // Its Netty keeps what is written at once, until after the request.
      site.checkSizes(TracedSite.HTTP, web(), List.of("/stream", "/fails", "/api/users/2"));
    }
    assertEquals(0, site.scrape().sum("sidelight_advice_errors_total"));
  }

  @Test
  void givesEachRequestOfAnEventLoopItsOwnTrace() {
    Map<String, Long> before = site.requests();
    List<String> ids = IntStream.range(0, 200).mapToObj(i -> site.newTrace()).toList();
    List<CompletableFuture<HttpResponse<String>>> answers =
        ids.stream()
            .map(trace -> TracedSite.request("GET", web(), "/query", trace))
            .map(
                request -> TracedSite.HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
            .toList();
    answers.forEach(answer -> assertEquals("queried", answer.join().body()));
    site.awaitRequests(before, Map.of("GET /query 200", 200L));
    for (String trace : ids) {
      site.awaitTree(trace, "SERVER GET /query (remote parent)\n  CLIENT SELECT\n");
    }
  }

  @Test
  void countsAClientThatDoesNotWait() throws IOException {
    Map<String, Long> before = site.requests();
    try (Socket socket =
        TracedSite.write(web(), "GET /never HTTP/1.1\r\nHost: sample.test\r\n\r\n")) {
      Await.until(
          "active", TracedSite.LIMIT, () -> site.scrape().sum("http_active_requests"), n -> n == 1);
    }
    // It was sent no status.
    site.awaitRequests(before, Map.of("GET /never ", 1L));
    assertEquals(
        1,
        site.scrape().series("http_client_disconnects_total").stream()
            .filter(sample -> "/never".equals(sample.labels().get("route")))
            .mapToDouble(Sample::value)
            .sum());
    assertEquals(0, site.scrape().sum("http_active_requests"));
  }

  @Test
  void endsAnUpgradeToWebSocketWithItsHandshake() {
    Map<String, Long> before = site.requests();
    WebSocket socket =
        TracedSite.HTTP
            .newWebSocketBuilder()
            .buildAsync(
                URI.create("ws://127.0.0.1:" + bare() + "/socket"), new WebSocket.Listener() {})
            .join();
    site.awaitRequests(before, Map.of("GET  101", 1L));
    assertEquals(0, site.scrape().sum("http_active_requests"));
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    // Another request shows that the end of the connection has counted nothing.
    Map<String, Long> later = site.requests();
    site.send("GET", bare(), "/any", site.newTrace());
    site.awaitRequests(later, Map.of("GET  201", 1L));
  }

  @Test
  void countsEveryRequestOfAPipeline() throws IOException {
    Map<String, Long> before = site.requests();
    String[] targets = {"/owners/1", "/slow/3", "/api/users/2", "/nowhere"};
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      text.append("GET ").append(targets[i % 4]).append(" HTTP/1.1\r\nHost: sample.test\r\n");
      text.append("\r\n");
    }
    try (Socket socket = TracedSite.write(web(), text.toString())) {
      StringBuilder answers = new StringBuilder();
      byte[] chunk = new byte[8192];
      while (answers.toString().split("HTTP/1.1 ", -1).length < 41) {
        int length = socket.getInputStream().read(chunk);
        assertTrue(length > 0, answers::toString);
        answers.append(new String(chunk, 0, length, StandardCharsets.ISO_8859_1));
      }
    }
    site.awaitRequests(
        before,
        Map.of(
            "GET /owners/:id 200", 10L,
            "GET /slow/:millis 200", 10L,
            "GET /api/users/:user 202", 10L,
            "GET  404", 10L));
  }

  @Test
  void countsFiveThousandOnKeptConnections() {
    Map<String, Long> before = site.requests();
    String[] targets = {"/owners/1", "/slow/1", "/api/users/2", "/nowhere", "/stream"};
    for (int round = 0; round < 50; round++) {
      List<CompletableFuture<HttpResponse<Void>>> answers =
          IntStream.range(0, 100)
              .mapToObj(i -> URI.create("http://127.0.0.1:" + web() + targets[i % targets.length]))
              .map(
                  uri ->
                      HttpRequest.newBuilder(uri)
                          .header("traceparent", TracedSite.UNSAMPLED)
                          .build())
              .map(
                  request ->
                      TracedSite.HTTP.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
              .toList();
      answers.forEach(CompletableFuture::join);
    }
    site.awaitRequests(
        before,
        Map.of(
            "GET /owners/:id 200", 1000L,
            "GET /slow/:millis 200", 1000L,
            "GET /api/users/:user 202", 1000L,
            "GET  404", 1000L,
            "GET /stream 200", 1000L));
    assertEquals(0, site.scrape().sum("http_active_requests"));
  }
}
