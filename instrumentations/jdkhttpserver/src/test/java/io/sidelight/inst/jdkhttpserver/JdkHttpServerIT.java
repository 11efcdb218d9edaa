package io.sidelight.inst.jdkhttpserver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.example.httpserver.HttpServerApp;
import io.sidelight.test.AppProcess;
import io.sidelight.test.Await;
import io.sidelight.test.Counts;
import io.sidelight.test.Exposition;
import io.sidelight.test.OtlpSink;
import io.sidelight.test.OtlpSpan;
import io.sidelight.test.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way of answering, with threads, without, and encrypted: counted and traced once. */
class JdkHttpServerIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String PARENT = "00f067aa0ba902b7";
  private static final String STATE = "java.lang.IllegalStateException";
  private static final boolean ANSWERS_NUMBERS = Runtime.version().feature() < 17;

  @TempDir static Path folder;
  private static OtlpSink sink;
  private static AppProcess app;
  private static int traces;

  private final Map<String, Long> requests = new TreeMap<>();
  private final Map<String, Long> errors = new TreeMap<>();
  private Map<String, Long> requestsBefore = Map.of();
  private Map<String, Long> errorsBefore = Map.of();

  @BeforeAll
  static void start() {
    sink = OtlpSink.start();
    Path store = folder.resolve("keys.p12");
    SelfSigned.keyStore(store, "password");
    app =
        AppProcess.builder()
            .classPathOf(HttpServerApp.class)
            .main(HttpServerApp.class)
            .args(store.toString())
            .otlp(sink)
            .agentArg("traces.batch.delay", "10ms")
            .start();
  }

  @AfterAll
  static void stop() {
    app.close();
    sink.close();
  }

  @BeforeEach
  void remember() {
    requestsBefore = requestCounts();
    errorsBefore = errorCounts();
  }

  @Test
  void countsAndTracesEachExchangeOnce() {
    for (String which : List.of("http", "single", "https")) {
      Wire wire = new Wire(app.port("^" + which + " at port (\\d+)"), which.equals("https"));
      check(wire, "GET", "/api", 200, "/api/*", "");
      check(wire, "GET", "/api/x/y?q=1", 200, "/api/*", "");
      check(wire, "GET", "/api/users/4711", 200, "/api/users/*", "");
      check(wire, "GET", "/status?404", 404, "/status/*", "");
      check(wire, "GET", "/status?503", 503, "/status/*", "503");
      check(wire, "POST", "/chunked", 200, "/chunked/*", "");
      check(wire, "GET", "/empty", 204, "/empty/*", "");
      check(wire, "HEAD", "/head", 200, "/head/*", "");
      check(wire, "GET", "/fail", 0, "/fail/*", STATE);
      check(wire, "GET", "/silent", 0, "/silent/*", "500");
      check(wire, "GET", "/late", 202, "/late/*", "");
      if (!which.equals("single")) {
        check(wire, "GET", "/overtaken", 202, "/overtaken/*", "");
      }
      check(wire, "GET", "/filtered", 200, "/filtered/*", "");
      check(wire, "GET", "/filtered?no", 403, "/filtered/*", "");
      check(wire, "GET", "/nowhere/4711", 404, "", "");
      check(wire, "GET", "/", 404, "", "");
      check(
          wire,
          "GET",
          "/number",
          ANSWERS_NUMBERS ? 400 : 0,
          "/number/*",
          ANSWERS_NUMBERS ? "" : "java.lang.NumberFormatException");
    }
    awaitCounts(requests);
    assertEquals(errors, Counts.since(errorsBefore, errorCounts()));
    Exposition page = app.scrape();
    assertEquals(0, page.sum("http_active_requests"), page.text());
    assertEquals(0, page.sum("sidelight_advice_errors_total"), page.text());
  }

  /**
   * Sends it and compares counts and span.
   *
   * @param status 0 if the connection is closed without an answer, which counts as 500
   */
  private void check(
      Wire wire, String method, String target, int status, String route, String error) {
    traces++;
    String trace = String.format("%032x", 0xabc0_0000L + traces);
    String body = method.equals("POST") ? "Content-Length: 3\r\n\r\nabc" : "\r\n";
    String answer =
        wire.exchange(
            method
                + ' '
                + target
                + " HTTP/1.1\r\nHost: sample.test:81\r\nConnection: close\r\ntraceparent: 00-"
                + trace
                + '-'
                + PARENT
                + "-01\r\n"
                + body);
    assertEquals(status, Wire.status(answer), target);
    int counted = status == 0 ? 500 : status;
    requests.merge(method + ' ' + route + ' ' + counted, 1L, Long::sum);
    if (!error.isEmpty()) {
      errors.merge(error + ' ' + route, 1L, Long::sum);
    }
    Await.until(target, LIMIT, () -> !sink.trace(trace).isEmpty());
    List<OtlpSpan> spans = sink.trace(trace);
    assertEquals(1, spans.size(), target);
    OtlpSpan span = spans.get(0);
    assertEquals(route.isEmpty() ? method : method + ' ' + route, span.name());
    assertEquals("SERVER", span.kind());
    assertEquals(PARENT, span.parentId());
    assertEquals((long) counted, span.number("http.response.status_code"));
    assertEquals(error.isEmpty() ? null : error, span.string("error.type"));
    assertEquals(target.replaceAll("\\?.*", ""), span.string("url.path"));
    assertEquals(wire.encrypted() ? "https" : "http", span.string("url.scheme"));
    assertEquals("sample.test", span.string("server.address"));
    assertEquals(81L, span.number("server.port"));
    assertEquals("1.1", span.string("network.protocol.version"));
    // What the server answers itself has unknown sizes.
    if (!route.isEmpty() && !target.equals("/number")) {
      assertEquals(method.equals("POST") ? 3L : 0L, span.number("http.request.body.size"), target);
      assertEquals(bodyLength(answer), span.number("http.response.body.size"), target);
    }
    if (!route.isEmpty()) {
      assertEquals("127.0.0.1", span.string("client.address"));
    }
  }

  /** Without the frame of a chunk. */
  private static long bodyLength(String answer) {
    if (answer.isEmpty()) {
      return 0;
    }
    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    return (answer.contains("chunked") ? body.split("\r\n")[1] : body).length();
  }

  @Test
  void tellsAClientThatLeavesFromAnError() throws IOException {
    int port = app.port("^http at port (\\d+)");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertEquals(1000, socket.getInputStream().readNBytes(1000).length);
    }
    String[] series = {"method", "GET", "route", "/endless/*"};
    Await.until(
        "the disconnect",
        LIMIT,
        () -> app.scrape().sum("http_client_disconnects_total", series) == 1);
    awaitCounts(Map.of("GET /endless/* 200", 1L));
    assertEquals(Map.of(), Counts.since(errorsBefore, errorCounts()));
  }

  @Test
  void countsHalfAnAnswerAsBroken() {
    Wire wire = new Wire(app.port("^http at port (\\d+)"), false);
    wire.exchange("GET /half HTTP/1.1\r\nHost: sample.test\r\n\r\n");
    awaitCounts(Map.of("GET /half/* 200", 1L));
    assertEquals(Map.of(STATE + " /half/*", 1L), Counts.since(errorsBefore, errorCounts()));
  }

  @Test
  void showsAnExchangeThatNoThreadServes() throws IOException {
    int port = app.port("^http at port (\\d+)");
    try (Socket waiting = new Socket(InetAddress.getLoopbackAddress(), port)) {
      Wire.send(waiting, "GET /blocked HTTP/1.1\r\nHost: sample.test\r\nConnection: close\r\n\r\n");
      Await.until("active", LIMIT, () -> app.scrape().sum("http_active_requests"), n -> n == 1);
      Wire wire = new Wire(port, false);
      wire.exchange("GET /release HTTP/1.1\r\nHost: sample.test\r\nConnection: close\r\n\r\n");
      assertEquals(202, Wire.status(Wire.readAll(waiting)));
    }
    awaitCounts(Map.of("GET /blocked/* 202", 1L, "GET /release/* 200", 1L));
    assertEquals(0, app.scrape().sum("http_active_requests"));
  }

  @Test
  void doesNotMeasureTheAgentsOwnServer() throws Exception {
    Wire wire = new Wire(app.port("^http at port (\\d+)"), false);
    URI sidecar = app.sidecar();
    HttpClient client = HttpClient.newHttpClient();
    for (String path : List.of("/metrics", "/healthz", "/", "/nothing", "/metrics")) {
      client.send(
          HttpRequest.newBuilder(sidecar.resolve(path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
    wire.exchange("GET /api/after HTTP/1.1\r\nHost: sample.test\r\nConnection: close\r\n\r\n");
    awaitCounts(Map.of("GET /api/* 200", 1L));
    // Whatever had been measured before would have come before.
    sink.awaitSpans(span -> "/api/after".equals(span.string("url.path")), 1);
    List<String> own = List.of("/metrics", "/healthz", "/", "/nothing");
    assertEquals(
        List.of(),
        sink.spans().stream()
            .filter(span -> own.contains(String.valueOf(span.string("url.path"))))
            .filter(span -> Objects.equals(span.number("server.port"), (long) sidecar.getPort()))
            .toList());
  }

  @Test
  void countsFiveThousandOnEightConnections() throws Exception {
    int port = app.port("^http at port (\\d+)");
    String[] targets = {"/api", "/late", "/api/users/7", "/filtered?no", "/empty"};
    Thread[] clients = new Thread[8];
    long[] answered = new long[clients.length];
    int rounds = 125;
    for (int c = 0; c < clients.length; c++) {
      int client = c;
      clients[c] =
          new Thread(
              () -> {
                HttpClient http =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                for (int i = 0; i < rounds * targets.length; i++) {
                  String target = "http://127.0.0.1:" + port + targets[i % targets.length];
                  try {
                    http.send(
                        HttpRequest.newBuilder(URI.create(target)).build(),
                        HttpResponse.BodyHandlers.discarding());
                    answered[client]++;
                  } catch (IOException | InterruptedException e) {
                    throw new AssertionError(e);
                  }
                }
              });
      clients[c].start();
    }
    for (Thread client : clients) {
      client.join();
    }
    long each = rounds * (long) clients.length;
    for (long count : answered) {
      assertEquals(rounds * (long) targets.length, count);
    }
    awaitCounts(
        Map.of(
            "GET /api/* 200", each,
            "GET /late/* 202", each,
            "GET /api/users/* 200", each,
            "GET /filtered/* 403", each,
            "GET /empty/* 204", each));
    assertEquals(0, app.scrape().sum("http_active_requests"));
  }

  private void awaitCounts(Map<String, Long> expected) {
    Await.until(
        "the counts " + expected,
        LIMIT,
        () -> Counts.since(requestsBefore, requestCounts()),
        expected::equals);
  }

  private static Map<String, Long> requestCounts() {
    return Counts.requests(app.scrape());
  }

  private static Map<String, Long> errorCounts() {
    return Counts.errors(app.scrape());
  }
}
