package io.sidelight.inst.reactornetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.webflux.WebFluxApp;
import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.Await;
import io.sidelight.test.Counts;
import io.sidelight.test.Libraries;
import io.sidelight.test.TracedSite;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
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

/** WebFlux and Reactor Netty alone, each request counted and traced once, with its route. */
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"webflux-5.3", "webflux-6.2", "webflux-7.0"})
class ReactorNettyIT {
  private static final Path MODULE = AgentJar.repository().resolve("instrumentations/reactornetty");
  private static final String STATE = "java.lang.IllegalStateException";

  private static TracedSite site;

  @Parameter String version;

  @BeforeParameterizedClassInvocation
  static void start(String version) {
    site =
        new TracedSite(
            AppProcess.builder()
                .classPathOf(WebFluxApp.class)
                .classPath(Libraries.dir(MODULE, version))
                .classPath(Libraries.dir(MODULE, "h2"))
                .main(WebFluxApp.class));
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    site.close();
  }

  private static int flux() {
    return site.port("flux at port (\\d+)");
  }

  private static int bare() {
    return site.port("bare at port (\\d+)");
  }

  @Test
  void countsAndTracesEachRequestOnce() {
    site.check("GET", flux(), "/owners/4711?q=1", 200, "/owners/{ownerId}", "");
    site.check("GET", flux(), "/owners/4712?elsewhere", 200, "/owners/{ownerId}", "");
    site.check("GET", flux(), "/slow/20", 200, "/slow/{millis}", "");
    site.check("GET", flux(), "/stream", 200, "/stream", "");
    site.check("POST", flux(), "/echo", 200, "/echo", "");
    site.check("GET", flux(), "/throws", 500, "/throws", STATE);
    site.check("GET", flux(), "/fails", 500, "/fails", "java.lang.IllegalArgumentException");
    site.check("GET", flux(), "/teapot", 418, "/teapot", "");
    site.check("GET", flux(), "/handled", 200, "/handled", "");
    site.check("GET", flux(), "/trouble", 500, "/trouble", "java.lang.ArithmeticException");
    site.check("GET", flux(), "/functional/7", 200, "/functional/{id}", "");
    site.check("GET", flux(), "/nested/1/2", 202, "/nested/{a}/{b}", "");
    site.check("GET", flux(), "/nested/1/3?elsewhere", 202, "/nested/{a}/{b}", "");
    site.check("GET", flux(), "/nowhere/1", 404, "", "");
    site.check("GET", bare(), "/any/1", 201, "", "");
    site.check("GET", bare(), "/error", 500, "", STATE);
    assertEquals(0, site.scrape().sum("sidelight_advice_errors_total"));
  }

  @Test
  void measuresWhatWasSentAfterCompression() {
    List<String> targets = List.of("/stream", "/owners/4711", "/slow/2", "/functional/7");
    site.checkSizes(TracedSite.HTTP, flux(), targets);
    HttpClient http2 = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    site.checkSizes(http2, site.port("http2 at port (\\d+)"), targets);
    assertEquals(0, site.scrape().sum("sidelight_advice_errors_total"));
  }

  @Test
  void answersAHandlerThatThrowsWithNothing() throws IOException {
    Map<String, Long> before = site.requests();
    try (Socket socket =
        TracedSite.write(bare(), "GET /throw HTTP/1.1\r\nHost: sample.test\r\n\r\n")) {
      assertEquals(0, socket.getInputStream().readAllBytes().length);
    }
    site.awaitRequests(before, Map.of("GET  500", 1L));
  }

  @Test
  void givesEachRequestOfAnEventLoopItsOwnTrace() {
    Map<String, Long> before = site.requests();
    List<String> ids = IntStream.range(0, 200).mapToObj(i -> site.newTrace()).toList();
    List<CompletableFuture<HttpResponse<String>>> answers =
        ids.stream()
            .map(trace -> TracedSite.request("GET", flux(), "/query", trace))
            .map(
                request -> TracedSite.HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
            .toList();
    answers.forEach(answer -> assertEquals("queried", answer.join().body()));
    site.awaitRequests(before, Map.of("GET /query 200", 200L));
    for (String trace : ids) {
      site.awaitTree(
          trace, "SERVER GET /query (remote parent)\n  CLIENT SELECT\n  CLIENT SELECT\n");
    }
  }

  @Test
  void tellsAClientThatLeavesFromAnError() throws IOException {
    Map<String, Long> before = site.requests();
    Map<String, Long> errorsBefore = site.errors();
    try (Socket socket =
        TracedSite.write(flux(), "GET /endless HTTP/1.1\r\nHost: sample.test\r\n\r\n")) {
      assertEquals(1000, socket.getInputStream().readNBytes(1000).length);
    }
    site.awaitRequests(before, Map.of("GET /endless 200", 1L));
    assertEquals(Map.of(), Counts.since(errorsBefore, site.errors()));
    String[] series = {"method", "GET", "route", "/endless"};
    assertEquals(1, site.scrape().value("http_client_disconnects_total", series));
  }

  @Test
  void countsAClientThatDoesNotWait() throws IOException {
    Map<String, Long> before = site.requests();
    try (Socket socket =
        TracedSite.write(flux(), "GET /never HTTP/1.1\r\nHost: sample.test\r\n\r\n")) {
      Await.until(
          "active", TracedSite.LIMIT, () -> site.scrape().sum("http_active_requests"), n -> n == 1);
    }
    // It was sent no status.
    site.awaitRequests(before, Map.of("GET /never ", 1L));
    String[] series = {"method", "GET", "route", "/never"};
    assertEquals(1, site.scrape().value("http_client_disconnects_total", series));
    assertEquals(0, site.scrape().sum("http_active_requests"));
  }

  @Test
  void countsEachStreamOfAnHttp2Connection() {
    Map<String, Long> before = site.requests();
    double gone = site.scrape().sum("http_client_disconnects_total");
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    int port = site.port("http2 at port (\\d+)");
    String first = site.newTrace();
    client
        .sendAsync(
            TracedSite.request("GET", port, "/owners/1", first),
            HttpResponse.BodyHandlers.ofString())
        .join();
    List<String> ids = IntStream.range(0, 100).mapToObj(i -> site.newTrace()).toList();
    List<CompletableFuture<HttpResponse<String>>> answers =
        ids.stream()
            .map(trace -> TracedSite.request("GET", port, "/query", trace))
            .map(request -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
            .toList();
    answers.forEach(answer -> assertEquals(HttpClient.Version.HTTP_2, answer.join().version()));
    site.awaitRequests(before, Map.of("GET /owners/{ownerId} 200", 1L, "GET /query 200", 100L));
    assertEquals(gone, site.scrape().sum("http_client_disconnects_total"));
    for (String trace : ids) {
      site.awaitTree(
          trace, "SERVER GET /query (remote parent)\n  CLIENT SELECT\n  CLIENT SELECT\n");
    }
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
    String[] targets = {"/owners/1", "/slow/3", "/functional/2", "/nowhere"};
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      text.append("GET ").append(targets[i % 4]).append(" HTTP/1.1\r\nHost: sample.test\r\n");
      text.append("\r\n");
    }
    try (Socket socket = TracedSite.write(flux(), text.toString())) {
      // The last is not asked to close: Reactor Netty would then close before it has answered all.
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
            "GET /owners/{ownerId} 200", 10L,
            "GET /slow/{millis} 200", 10L,
            "GET /functional/{id} 200", 10L,
            "GET  404", 10L));
  }

  @Test
  void countsFiveThousandOnKeptConnections() {
    Map<String, Long> before = site.requests();
    double gone = site.scrape().sum("http_client_disconnects_total");
    String[] targets = {"/owners/1?elsewhere", "/slow/1", "/functional/2", "/nowhere", "/stream"};
    for (int round = 0; round < 50; round++) {
      List<CompletableFuture<HttpResponse<Void>>> answers =
          IntStream.range(0, 100)
              .mapToObj(i -> URI.create("http://127.0.0.1:" + flux() + targets[i % targets.length]))
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
            "GET /owners/{ownerId} 200", 1000L,
            "GET /slow/{millis} 200", 1000L,
            "GET /functional/{id} 200", 1000L,
            "GET  404", 1000L,
            "GET /stream 200", 1000L));
    assertEquals(gone, site.scrape().sum("http_client_disconnects_total"));
    assertEquals(0, site.scrape().sum("http_active_requests"));
  }
}
