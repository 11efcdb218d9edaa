package io.sidelight.inst.servlet;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sidelight.inst.servlet.Server.Kind;
import io.sidelight.test.Await;
import io.sidelight.test.Exposition;
import io.sidelight.test.OtlpSpan;
import io.sidelight.test.SpanTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The sample site on every server: counted exactly, traced as a tree, and answered as without. */
@ParameterizedClass(name = "{0}")
@EnumSource(Server.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServletIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String PARENT = "00f067aa0ba902b7";

  private static Running running;
  private static int traces;

  @Parameter Server server;

  @BeforeParameterizedClassInvocation
  static void start(Server server) throws IOException {
    running = new Running(server);
  }

  @AfterParameterizedClassInvocation
  static void stop() throws IOException {
    running.close();
  }

  static Stream<Scenario> scenarios() {
    return Scenarios.all().stream().filter(scenario -> scenario.isOn(running.server));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void countsOnceTracesOnceAndAnswersAlike(Scenario scenario) {
    String trace = newTrace();
    String request = scenario.text(traceparent(trace, "01"));
    Tally before = running.tally();

    String answer = send(request);
    assertEquals(scenario.status, Wire.status(answer), answer);
    running.await(before, scenario.counts());
    String tree = scenario.tree(server.kind);
    int spans = (int) tree.lines().count();
    Await.until("spans", LIMIT, () -> running.sink.trace(trace).size(), n -> n >= spans);

    OtlpSpan span = serverSpan(trace);
    List<Map<String, Object>> events = span.events("exception");
    boolean exception = scenario.errorType.contains(".");
    assertAll(
        () -> assertEquals(tree, SpanTree.of(running.sink.trace(trace))),
        () -> assertEquals(PARENT, span.parentId()),
        () -> assertEquals((long) scenario.status, span.number("http.response.status_code")),
        () -> assertEquals(emptyToNull(scenario.route()), span.string("http.route")),
        () -> assertEquals(emptyToNull(scenario.errorType), span.string("error.type")),
        () -> assertEquals(exception ? 1 : 0, events.size(), events.toString()));
    if (exception) {
      Map<String, Object> event = events.get(0);
      assertEquals(scenario.errorType, event.get("exception.type"));
      assertEquals(scenario.errorMessage, event.getOrDefault("exception.message", ""));
      assertTrue(event.get("exception.stacktrace").toString().contains("at sample."));
    }

    assertEquals(undated(Wire.exchange(running.barePort, request)), undated(answer));
  }

  @Test
  void describesTheRequest() {
    String trace = newTrace();
    String address = "::1";
    running.sent.incrementAndGet();
    Wire.exchange(
        running.port,
        address,
        Scenario.get("/app/echo/me?a=1&sig=geheim&b=&X-Amz-Signature=f00")
            .header("X-Forwarded-For: 203.0.113.7")
            .header("X-Forwarded-Proto: https")
            .text(traceparent(trace, "01")));
    OtlpSpan span = awaitServerSpan(trace);
    Map<String, Object> attributes = new TreeMap<>(span.attributes());
    String client = String.valueOf(attributes.remove("client.address"));
    assertTrue(
        Set.of("0:0:0:0:0:0:0:1", "::1", "[::1]", "[0:0:0:0:0:0:0:1]").contains(client), client);
    assertEquals(
        new TreeMap<>(
            Map.ofEntries(
                Map.entry("http.request.method", "GET"),
                Map.entry("http.route", "/app/echo/*"),
                Map.entry("http.response.status_code", 200L),
                Map.entry("url.path", "/app/echo/me"),
                Map.entry("url.query", "a=1&sig=REDACTED&b=&X-Amz-Signature=REDACTED"),
                Map.entry("url.scheme", "http"),
                Map.entry("server.address", "sample.test"),
                Map.entry("server.port", 80L),
                Map.entry("network.protocol.version", "1.1"),
                Map.entry("user_agent.original", "wire/1"))),
        attributes);
    assertEquals("SERVER", span.kind());
  }

  @Test
  void keepsTheNameOfAnUnknownMethod() {
    String trace = newTrace();
    send(Scenario.of("BREW", "/app/echo/tea").text(traceparent(trace, "01")));
    OtlpSpan span = awaitServerSpan(trace);
    assertEquals("_OTHER", span.string("http.request.method"));
    assertEquals("BREW", span.string("http.request.method_original"));
  }

  @Test
  void saysHttp10() {
    String trace = newTrace();
    send(Scenario.get("/app/bare").protocol("HTTP/1.0").text(traceparent(trace, "01")));
    assertEquals("1.0", awaitServerSpan(trace).string("network.protocol.version"));
  }

  @Test
  void handsOnTheTraceState() {
    String trace = newTrace();
    send(
        Scenario.get("/app/hello")
            .header("tracestate: congo=t61rcWkgMzE,rojo=00f067aa0ba902b7")
            .text(traceparent(trace, "01")));
    awaitServerSpan(trace);
    for (OtlpSpan span : running.sink.trace(trace)) {
      assertEquals("congo=t61rcWkgMzE,rojo=00f067aa0ba902b7", span.proto().getTraceState());
    }
  }

  @ParameterizedTest
  @EnumSource(Hostile.class)
  void beginsAnewWhenTheCallersContextIsNotValid(Hostile hostile) {
    running.sink.clear();
    String target = "/app/echo/" + hostile.name();
    send(Scenario.get(target).text(hostile.traceparent));
    OtlpSpan span = awaitServerSpanOf(target);
    assertEquals("", span.parentId());
    assertNotEquals("4bf92f3577b34da6a3ce929d0e0e4736", span.traceId());
  }

  enum Hostile {
    NONE(""),
    WORD("yes"),
    SHORT("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7"),
    UPPER("00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01"),
    ZERO_TRACE("00-00000000000000000000000000000000-00f067aa0ba902b7-01"),
    ZERO_SPAN("00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01"),
    VERSION("ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
    LONG("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-" + "x".repeat(4000)),
    QUOTED("\"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\"");

    final String traceparent;

    Hostile(String traceparent) {
      this.traceparent = traceparent;
    }
  }

  @Test
  void countsWhatTheCallerDoesNotSample() {
    String trace = newTrace();
    Tally before = running.tally();
    send(Scenario.get("/app/hello").text(traceparent(trace, "00")));
    running.await(before, counts(Map.of("GET /app/hello 200", 1L)));
    // A sampled one afterwards, so that the other's span would have come before it.
    String later = newTrace();
    send(Scenario.get("/app/hello").text(traceparent(later, "01")));
    awaitServerSpan(later);
    assertEquals("", SpanTree.of(running.sink.trace(trace)));
  }

  @Test
  void agreesWithTheContainerAboutTheMapping() {
    for (String path : List.of("/app/mapped", "/app/mapped/a/b", "/app/mapped/", "/app/z.map")) {
      String trace = newTrace();
      String answer = send(Scenario.get(path).text(traceparent(trace, "01")));
      String told = answer.substring(answer.lastIndexOf("\r\n\r\n") + 4);
      String route = awaitServerSpan(trace).string("http.route");
      if (!answer.contains("unknown")) {
        assertTrue(("/app/" + told).replace("//", "/").endsWith(route), told + " for " + route);
      }
    }
  }

  @Test
  void showsARequestInFlight() {
    CompletableFuture<String> blocked =
        CompletableFuture.supplyAsync(() -> send(Scenario.get("/app/blocked").text("")));
    Await.until("one active", LIMIT, () -> active(), n -> n == 1);
    send(Scenario.get("/app/release").text(""));
    assertTrue(blocked.join().contains("true"));
    running.awaitIdle();
  }

  private static double active() {
    return running.app.scrape().value("http_active_requests", "method", "GET");
  }

  @Test
  void countsAClientThatLeavesInTheMiddle() throws IOException {
    Tally before = running.tally();
    String trace = newTrace();
    running.sent.incrementAndGet();
    try (Socket socket = Wire.connect(running.port, "127.0.0.1")) {
      Wire.send(socket, Scenario.get("/app/endless").text(traceparent(trace, "01")));
      assertEquals(1000, socket.getInputStream().readNBytes(1000).length);
    }
    OtlpSpan span = awaitServerSpan(trace);
    running.awaitIdle();
    assertEquals(Map.of("GET /app/endless 200", 1L), running.tally().since(before).requests());
    assertTrue(span.isError(), "a broken answer");
    assertEquals(1, span.events("exception").size());
  }

  @Test
  void countsWhatTheContainerGivesUp() {
    assumeTrue(server.kind == Kind.TOMCAT, "others answer");
    Tally before = running.tally();
    running.sent.incrementAndGet();
    try {
      Wire.exchange(running.port, Scenario.get("/app/async/throw").text(""));
    } catch (UncheckedIOException e) {
      // Not answered, or answered with nothing: as without the agent.
    }
    running.await(
        before,
        new Tally(
            Map.of("GET /app/async/throw 500", 1L),
            Map.of("java.lang.IllegalArgumentException /app/async/throw", 1L)));
  }

  @Test
  void countsEveryRequestOfAPipeline() {
    Tally before = running.tally();
    StringBuilder text = new StringBuilder();
    String[] targets = {"/app/hello", "/app/async/complete", "/app/status/404", "/app/filtered"};
    int rounds = 10;
    for (int i = 0; i < rounds; i++) {
      for (String target : targets) {
        boolean last = i == rounds - 1 && target.equals("/app/filtered");
        String one = Scenario.get(target).text(traceparent(newTrace(), "00"));
        text.append(last ? one : one.replace("Connection: close\r\n", ""));
      }
    }
    running.sent.addAndGet(rounds * (long) targets.length);
    String answers = Wire.exchange(running.port, text.toString());
    assertEquals(rounds * 3, Wire.count(answers, 200));
    assertEquals(rounds, Wire.count(answers, 404));
    running.await(
        before,
        counts(
            Map.of(
                "GET /app/hello 200", 10L,
                "GET /app/async/complete 200", 10L,
                "GET /app/status/* 404", 10L,
                "GET /app/filtered 200", 10L)));
  }

  @Test
  void neverMixesTraces() {
    List<String> all = Stream.generate(ServletIT::newTrace).limit(200).toList();
    Load.parallel(
        8,
        all.size(),
        i -> send(Scenario.get("/app/async/dispatch").text(traceparent(all.get(i), "01"))));
    String expected =
        Scenario.get("/app/async/dispatch")
            .children("select orders", "select items")
            .tree(server.kind);
    for (String trace : all) {
      Await.until("three spans", LIMIT, () -> running.sink.trace(trace).size() >= 3);
      assertEquals(expected, SpanTree.of(running.sink.trace(trace)));
    }
  }

  @Test
  void countsTenThousand() {
    Tally before = running.tally();
    Map<String, Long> expected = new TreeMap<>();
    long[] answered = Load.mixed(running.port, 16, 10_000, expected);
    running.sent.addAndGet(10_000);
    assertEquals(10_000, answered[0]);
    running.await(
        before,
        new Tally(expected, Map.of("502 /app/status/*", expected.get("GET /app/status/* 502"))));
  }

  @Test
  void keepsSeriesFewForManyPaths() {
    int paths = server == Server.TOMCAT_10_1 ? 100_000 : 5_000;
    Tally before = running.tally();
    long series = running.app.scrape().series("http_requests_total").size();
    long[] answered = Load.distinctPaths(running.port, 8, paths);
    running.sent.addAndGet(paths);
    assertEquals(paths / 2, answered[0]);
    assertEquals(paths / 2, answered[1]);
    running.await(
        before, counts(Map.of("GET /app/many/* 200", paths / 2L, "GET /app/ 404", paths / 2L)));
    assertTrue(running.app.scrape().series("http_requests_total").size() <= series + 2);
  }

  @Test
  void letsAnUndeployedApplicationGo() {
    assumeTrue(server.kind == Kind.TOMCAT, "the sample site deploys on Tomcat only");
    Tally before = running.tally();
    int rounds = 5;
    for (int i = 0; i < rounds; i++) {
      assertTrue(send(Scenario.get("/admin/deploy").text("")).contains("WebappClassLoader"));
      assertTrue(send(Scenario.get("/passing/here").text("")).contains("here"));
      assertTrue(send(Scenario.get("/passing/here/async").text("")).contains("here"));
      assertTrue(send(Scenario.get("/admin/undeploy").text("")).contains("gone"));
    }
    assertTrue(send(Scenario.get("/admin/loaders").text("")).contains("loaders 0"));
    running.await(
        before,
        counts(
            Map.of(
                "GET /admin/deploy 200", 5L,
                "GET /passing/here/* 200", 10L,
                "GET /admin/undeploy 200", 5L,
                "GET /admin/loaders 200", 1L)));
  }

  @Test
  @Order(Integer.MAX_VALUE - 1)
  void countsWhatReachesNoApplication() {
    assumeTrue(server.kind == Kind.TOMCAT, "the sample site undeploys on Tomcat only");
    send(Scenario.get("/admin/undeploy-root").text(""));
    Tally before = running.tally();
    assertEquals(404, Wire.status(send(Scenario.get("/nowhere").text(""))));
    running.await(before, counts(Map.of("GET  404", 1L)));
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void hasCountedEverythingOnceInTheEnd() {
    running.awaitIdle();
    Exposition page = running.app.scrape();
    assertEquals(running.sent.get(), Tally.of(page).total());
    assertEquals(0, page.sum("sidelight_advice_errors_total"));
    assertEquals(0, page.sum("sidelight_spans_dropped_total"));
    assertFalse(page.has("http_requests_total", "route", "other"));
    assertNull(
        running.app.lines().stream().filter(ServletIT::isComplaint).findFirst().orElse(null));
  }

  private static boolean isComplaint(String line) {
    return line.startsWith("sidelight") && line.contains("advice");
  }

  private static Tally counts(Map<String, Long> requests) {
    return new Tally(new TreeMap<>(requests), Map.of());
  }

  private static String send(String request) {
    running.sent.incrementAndGet();
    return Wire.exchange(running.port, request);
  }

  private static synchronized String newTrace() {
    traces++;
    return String.format("%032x", 0xabc0_0000L + traces);
  }

  private static String traceparent(String trace, String flags) {
    return "00-" + trace + "-" + PARENT + "-" + flags;
  }

  private static OtlpSpan awaitServerSpan(String trace) {
    running.sink.awaitSpans(span -> span.traceId().equals(trace) && isServer(span), 1);
    return serverSpan(trace);
  }

  private static OtlpSpan awaitServerSpanOf(String path) {
    return running
        .sink
        .awaitSpans(span -> path.equals(span.string("url.path")) && isServer(span), 1)
        .get(0);
  }

  private static OtlpSpan serverSpan(String trace) {
    List<OtlpSpan> spans = running.sink.trace(trace).stream().filter(ServletIT::isServer).toList();
    assertEquals(1, spans.size(), () -> SpanTree.of(running.sink.trace(trace)));
    return spans.get(0);
  }

  private static boolean isServer(OtlpSpan span) {
    return span.kind().equals("SERVER");
  }

  private static String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** Without the header that says when, and what of a stack trace depends on a race of threads. */
  private static String undated(String answer) {
    String undated = answer.replaceAll("(?m)^Date: .*$", "Date:");
    if (running.server.kind != Kind.JETTY || !answer.contains("org.eclipse.jetty.util.thread")) {
      return undated;
    }
    // Whichever of Jetty's threads comes first handles a request, by other frames than the others.
    return undated
        .replaceAll("(?m)^(\\tat )?(org\\.eclipse\\.jetty|java)\\..*\\R", "")
        .replaceAll("(?m)^Content-Length: .*$", "Content-Length:");
  }
}
