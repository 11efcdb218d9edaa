package io.sidelight.inst.reactornetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.webflux.WebFluxApp;
import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.Await;
import io.sidelight.test.Exposition;
import io.sidelight.test.Libraries;
import io.sidelight.test.OtlpSink;
import io.sidelight.test.OtlpSpan;
import io.sidelight.test.Sample;
import io.sidelight.test.SpanTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
@ValueSource(strings = {"webflux-5.3", "webflux-6.2"})
class ReactorNettyIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Path MODULE = AgentJar.repository().resolve("instrumentations/reactornetty");
  private static final String PARENT = "00f067aa0ba902b7";
  private static final String STATE = "java.lang.IllegalStateException";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static OtlpSink sink;
  private static AppProcess app;
  private static int traces;

  @Parameter String version;

  @BeforeParameterizedClassInvocation
  static void start(String version) {
    sink = OtlpSink.start();
    app =
        AppProcess.builder()
            .classPathOf(WebFluxApp.class)
            .classPath(Libraries.dir(MODULE, version))
            .classPath(Libraries.dir(MODULE, "h2"))
            .main(WebFluxApp.class)
            .otlp(sink)
            .agentArg("traces.batch.delay", "10ms")
            .start();
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    app.close();
    sink.close();
  }

  private static int flux() {
    return app.port("flux at port (\\d+)");
  }

  private static int bare() {
    return app.port("bare at port (\\d+)");
  }

  @Test
  void countsAndTracesEachRequestOnce() {
    check("GET", flux(), "/owners/4711?q=1", 200, "/owners/{ownerId}", "");
    check("GET", flux(), "/owners/4712?elsewhere", 200, "/owners/{ownerId}", "");
    check("GET", flux(), "/slow/20", 200, "/slow/{millis}", "");
    check("GET", flux(), "/stream", 200, "/stream", "");
    check("POST", flux(), "/echo", 200, "/echo", "");
    check("GET", flux(), "/throws", 500, "/throws", STATE);
    check("GET", flux(), "/fails", 500, "/fails", "java.lang.IllegalArgumentException");
    check("GET", flux(), "/teapot", 418, "/teapot", "");
    check("GET", flux(), "/handled", 200, "/handled", "");
    check("GET", flux(), "/trouble", 500, "/trouble", "java.lang.ArithmeticException");
    check("GET", flux(), "/functional/7", 200, "/functional/{id}", "");
    check("GET", flux(), "/nested/1/2", 202, "/nested/{a}/{b}", "");
    check("GET", flux(), "/nested/1/3?elsewhere", 202, "/nested/{a}/{b}", "");
    check("GET", flux(), "/nowhere/1", 404, "", "");
    check("GET", bare(), "/any/1", 201, "", "");
    check("GET", bare(), "/error", 500, "", STATE);
    assertEquals(0, app.scrape().sum("sidelight_advice_errors_total"));
  }

  /** Sends it and compares counts and span. */
  private static void check(
      String method, int port, String target, int status, String route, String error) {
    Map<String, Long> before = requests();
    Map<String, Long> errorsBefore = errors();
    String trace = newTrace();
    HttpResponse<String> answer = send(method, port, target, trace);
    assertEquals(status, answer.statusCode(), target);
    awaitRequests(before, Map.of(method + ' ' + route + ' ' + status, 1L));
    assertEquals(
        error.isEmpty() ? Map.of() : Map.of(error + ' ' + route, 1L),
        difference(errors(), errorsBefore),
        target);
    OtlpSpan span = awaitSpan(trace);
    assertEquals(route.isEmpty() ? method : method + ' ' + route, span.name());
    assertEquals("SERVER", span.kind());
    assertEquals(PARENT, span.parentId());
    assertEquals((long) status, span.number("http.response.status_code"));
    assertEquals(error.isEmpty() ? null : error, span.string("error.type"));
    assertEquals(target.replaceAll("\\?.*", ""), span.string("url.path"));
    assertEquals("http", span.string("url.scheme"));
    assertEquals("127.0.0.1", span.string("server.address"));
    assertEquals((long) port, span.number("server.port"));
    assertEquals("127.0.0.1", span.string("client.address"));
    assertEquals("1.1", span.string("network.protocol.version"));
    assertEquals(method.equals("POST") ? 4L : 0L, span.number("http.request.body.size"));
    assertEquals((long) answer.body().length(), span.number("http.response.body.size"), target);
    assertEquals(error.contains(".") ? 1 : 0, span.events("exception").size());
  }

  @Test
  void answersAHandlerThatThrowsWithNothing() throws IOException {
    Map<String, Long> before = requests();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), bare())) {
      socket.setSoTimeout(30_000);
      write(socket, "GET /throw HTTP/1.1\r\nHost: sample.test\r\n\r\n");
      assertEquals("", read(socket));
    }
    awaitRequests(before, Map.of("GET  500", 1L));
  }

  @Test
  void givesEachRequestOfAnEventLoopItsOwnTrace() {
    Map<String, Long> before = requests();
    List<String> ids = IntStream.range(0, 200).mapToObj(i -> newTrace()).toList();
    List<CompletableFuture<HttpResponse<String>>> answers =
        ids.stream()
            .map(trace -> request("GET", flux(), "/query", trace))
            .map(request -> HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
            .toList();
    answers.forEach(answer -> assertEquals("queried", answer.join().body()));
    awaitRequests(before, Map.of("GET /query 200", 200L));
    for (String trace : ids) {
      Await.until("spans", LIMIT, () -> sink.trace(trace).size(), n -> n == 3);
      assertEquals(
          "SERVER GET /query (remote parent)\n  CLIENT SELECT\n  CLIENT SELECT\n",
          SpanTree.of(sink.trace(trace)));
    }
  }

  @Test
  void tellsAClientThatLeavesFromAnError() throws IOException {
    Map<String, Long> before = requests();
    Map<String, Long> errorsBefore = errors();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), flux())) {
      write(socket, "GET /endless HTTP/1.1\r\nHost: sample.test\r\n\r\n");
      assertEquals(1000, socket.getInputStream().readNBytes(1000).length);
    }
    awaitRequests(before, Map.of("GET /endless 200", 1L));
    assertEquals(Map.of(), difference(errors(), errorsBefore));
    String[] series = {"method", "GET", "route", "/endless"};
    assertEquals(1, app.scrape().value("http_client_disconnects_total", series));
  }

  @Test
  void countsAClientThatDoesNotWait() throws IOException {
    Map<String, Long> before = requests();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), flux())) {
      write(socket, "GET /never HTTP/1.1\r\nHost: sample.test\r\n\r\n");
      Await.until("active", LIMIT, () -> app.scrape().sum("http_active_requests"), n -> n == 1);
    }
    // It was sent no status.
    awaitRequests(before, Map.of("GET /never ", 1L));
    assertEquals(0, app.scrape().sum("http_active_requests"));
  }

  @Test
  void countsEachStreamOfAnHttp2Connection() {
    Map<String, Long> before = requests();
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    int port = app.port("http2 at port (\\d+)");
    String first = newTrace();
    client
        .sendAsync(request("GET", port, "/owners/1", first), HttpResponse.BodyHandlers.ofString())
        .join();
    List<String> ids = IntStream.range(0, 100).mapToObj(i -> newTrace()).toList();
    List<CompletableFuture<HttpResponse<String>>> answers =
        ids.stream()
            .map(trace -> request("GET", port, "/query", trace))
            .map(request -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
            .toList();
    answers.forEach(answer -> assertEquals(HttpClient.Version.HTTP_2, answer.join().version()));
    awaitRequests(before, Map.of("GET /owners/{ownerId} 200", 1L, "GET /query 200", 100L));
    for (String trace : ids) {
      Await.until("spans", LIMIT, () -> sink.trace(trace).size(), n -> n == 3);
      assertEquals(
          "SERVER GET /query (remote parent)\n  CLIENT SELECT\n  CLIENT SELECT\n",
          SpanTree.of(sink.trace(trace)));
    }
  }

  @Test
  void endsAnUpgradeToWebSocketWithItsHandshake() {
    Map<String, Long> before = requests();
    WebSocket socket =
        HTTP.newWebSocketBuilder()
            .buildAsync(
                URI.create("ws://127.0.0.1:" + bare() + "/socket"), new WebSocket.Listener() {})
            .join();
    awaitRequests(before, Map.of("GET  101", 1L));
    assertEquals(0, app.scrape().sum("http_active_requests"));
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    // Another request shows that the end of the connection has counted nothing.
    Map<String, Long> later = requests();
    send("GET", bare(), "/any", newTrace());
    awaitRequests(later, Map.of("GET  201", 1L));
  }

  @Test
  void countsEveryRequestOfAPipeline() throws IOException {
    Map<String, Long> before = requests();
    String[] targets = {"/owners/1", "/slow/3", "/functional/2", "/nowhere"};
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      text.append("GET ").append(targets[i % 4]).append(" HTTP/1.1\r\nHost: sample.test\r\n");
      text.append("\r\n");
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), flux())) {
      socket.setSoTimeout(30_000);
      write(socket, text.toString());
      // The last is not asked to close: Reactor Netty would then close before it has answered all.
      StringBuilder answers = new StringBuilder();
      byte[] chunk = new byte[8192];
      while (answers.toString().split("HTTP/1.1 ", -1).length < 41) {
        int length = socket.getInputStream().read(chunk);
        assertTrue(length > 0, answers::toString);
        answers.append(new String(chunk, 0, length, StandardCharsets.ISO_8859_1));
      }
    }
    awaitRequests(
        before,
        Map.of(
            "GET /owners/{ownerId} 200", 10L,
            "GET /slow/{millis} 200", 10L,
            "GET /functional/{id} 200", 10L,
            "GET  404", 10L));
  }

  @Test
  void countsFiveThousandOnKeptConnections() {
    Map<String, Long> before = requests();
    String[] targets = {"/owners/1?elsewhere", "/slow/1", "/functional/2", "/nowhere", "/stream"};
    for (int round = 0; round < 50; round++) {
      List<CompletableFuture<HttpResponse<Void>>> answers =
          IntStream.range(0, 100)
              .mapToObj(i -> URI.create("http://127.0.0.1:" + flux() + targets[i % targets.length]))
              .map(uri -> HttpRequest.newBuilder(uri).header("traceparent", unsampled()).build())
              .map(request -> HTTP.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
              .toList();
      answers.forEach(CompletableFuture::join);
    }
    awaitRequests(
        before,
        Map.of(
            "GET /owners/{ownerId} 200", 1000L,
            "GET /slow/{millis} 200", 1000L,
            "GET /functional/{id} 200", 1000L,
            "GET  404", 1000L,
            "GET /stream 200", 1000L));
    assertEquals(0, app.scrape().sum("http_active_requests"));
  }

  private static String unsampled() {
    return "00-4bf92f3577b34da6a3ce929d0e0e4736-" + PARENT + "-00";
  }

  private static synchronized String newTrace() {
    traces++;
    return String.format("%032x", 0xabc0_0000L + traces);
  }

  private static HttpRequest request(String method, int port, String target, String trace) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
        .header("traceparent", "00-" + trace + '-' + PARENT + "-01")
        .header("Content-Type", "text/plain")
        .method(
            method,
            method.equals("POST")
                ? HttpRequest.BodyPublishers.ofString("body")
                : HttpRequest.BodyPublishers.noBody())
        .build();
  }

  private static HttpResponse<String> send(String method, int port, String target, String trace) {
    return HTTP.sendAsync(
            request(method, port, target, trace), HttpResponse.BodyHandlers.ofString())
        .join();
  }

  private static OtlpSpan awaitSpan(String trace) {
    Await.until("a span", LIMIT, () -> !sink.trace(trace).isEmpty());
    List<OtlpSpan> spans = sink.trace(trace);
    assertEquals(1, spans.size(), () -> SpanTree.of(spans));
    return spans.get(0);
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static String read(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  private static Map<String, Long> requests() {
    return counts("http_requests_total", "method", "route", "status_code");
  }

  private static Map<String, Long> errors() {
    return counts("errors_total", "type", "route");
  }

  private static void awaitRequests(Map<String, Long> before, Map<String, Long> added) {
    Await.until("the counts " + added, LIMIT, () -> difference(requests(), before), added::equals);
  }

  private static Map<String, Long> counts(String name, String... labels) {
    Exposition page = app.scrape();
    Map<String, Long> counts = new TreeMap<>();
    for (Sample sample : page.series(name)) {
      StringBuilder key = new StringBuilder();
      for (int i = 0; i < labels.length; i++) {
        key.append(i == 0 ? "" : " ").append(sample.labels().get(labels[i]));
      }
      counts.merge(key.toString(), (long) sample.value(), Long::sum);
    }
    assertTrue(counts.size() < 100, page.text());
    return counts;
  }

  private static Map<String, Long> difference(Map<String, Long> now, Map<String, Long> before) {
    Map<String, Long> difference = new TreeMap<>();
    now.forEach(
        (key, value) -> {
          long more = value - before.getOrDefault(key, 0L);
          if (more != 0) {
            difference.put(key, more);
          }
        });
    return difference;
  }
}
