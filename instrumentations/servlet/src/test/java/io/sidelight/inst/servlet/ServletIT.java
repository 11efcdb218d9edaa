package io.sidelight.inst.servlet;

import static io.sidelight.inst.servlet.Caller.PARENT;
import static io.sidelight.inst.servlet.Caller.newTrace;
import static io.sidelight.inst.servlet.Caller.traceparent;
import static io.sidelight.inst.servlet.Running.LIMIT;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sidelight.inst.servlet.Server.Kind;
import io.sidelight.test.Await;
import io.sidelight.test.Exposition;
import io.sidelight.test.OtlpSpan;
import io.sidelight.test.SpanTree;
import java.io.IOException;
import java.util.List;
import java.util.Map;
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

/**
 * The sample site on every server: counted exactly, traced as a tree, and answered as without.
 *
 * <p>All tests of a server share its two JVMs, which take longer to start than most tests. Here
 * stand those that compare with the site without the agent, and those that leave it changed.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(Server.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServletIT implements SpanContract, CountContract, Http2Contract, TlsContract {
  private static Running running;

  @Parameter Server server;

  @BeforeParameterizedClassInvocation
  static void start(Server server) throws IOException {
    running = new Running(server);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    running.close();
  }

  @Override
  public Running running() {
    return running;
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

    String answer = running.send(request);
    assertEquals(scenario.status, Wire.status(answer), answer);
    running.await(before, scenario.counts());
    String tree = scenario.tree(server.kind);
    int spans = (int) tree.lines().count();
    Await.until("spans", LIMIT, () -> running.sink.trace(trace).size(), n -> n >= spans);

    OtlpSpan span = running.serverSpan(trace);
    List<Map<String, Object>> events = span.events("exception");
    boolean exception = scenario.errorType.contains(".");
    assertAll(
        () -> assertEquals(tree, SpanTree.of(running.sink.trace(trace))),
        () -> assertEquals(PARENT, span.parentId()),
        () -> assertEquals((long) scenario.status, span.number("http.response.status_code")),
        () -> assertEquals(emptyToNull(scenario.route()), span.string("http.route")),
        () -> assertEquals(emptyToNull(scenario.errorType), span.string("error.type")),
        () -> assertEquals(scenario.bodyLength, span.number("http.request.body.size")),
        () -> assertEquals(Wire.bodyLength(answer), span.number("http.response.body.size"), answer),
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
  void letsAnUndeployedApplicationGo() {
    assumeTrue(server.kind == Kind.TOMCAT, "the sample site deploys on Tomcat only");
    Tally before = running.tally();
    int rounds = 5;
    for (int i = 0; i < rounds; i++) {
      assertTrue(
          running.send(Scenario.get("/admin/deploy").text("")).contains("WebappClassLoader"));
      assertTrue(running.send(Scenario.get("/passing/here").text("")).contains("here"));
      assertTrue(running.send(Scenario.get("/passing/here/async").text("")).contains("here"));
      assertTrue(running.send(Scenario.get("/admin/undeploy").text("")).contains("gone"));
    }
    assertTrue(running.send(Scenario.get("/admin/loaders").text("")).contains("loaders 0"));
    running.await(
        before,
        Tally.of(
            Map.of(
                "GET /admin/deploy 200", 5L,
                "GET /passing/here/* 200", 10L,
                "GET /admin/undeploy 200", 5L,
                "GET /admin/loaders 200", 1L)));
  }

  @Test
  void countsWhatHandlersAnswerWithoutServlets() {
    assumeTrue(server.kind == Kind.UNDERTOW, "the sample site has such on Undertow only");
    Tally before = running.tally();
    assertTrue(running.send(Scenario.get("/handlers/at-once").text("")).contains("at once"));
    String trace = newTrace();
    running.send(Scenario.get("/handlers/later").text(traceparent(trace, "01")));
    assertEquals(500, Wire.status(running.send(Scenario.get("/handlers/fail").text(""))));
    assertEquals(404, Wire.status(running.send(Scenario.get("/handlers/none").text(""))));
    running.await(
        before,
        new Tally(
            Map.of("GET  200", 1L, "GET  202", 1L, "GET  500", 1L, "GET  404", 1L),
            Map.of("java.lang.IllegalStateException ", 1L)));
    OtlpSpan span = running.awaitServerSpan(trace);
    assertEquals("GET", span.name());
    assertEquals(2, running.sink.trace(trace).size(), () -> SpanTree.of(running.sink.trace(trace)));
  }

  @Test
  @Order(Integer.MAX_VALUE - 1)
  void countsWhatReachesNoApplication() {
    assumeTrue(server.kind == Kind.TOMCAT, "the sample site undeploys on Tomcat only");
    running.send(Scenario.get("/admin/undeploy-root").text(""));
    Tally before = running.tally();
    assertEquals(404, Wire.status(running.send(Scenario.get("/nowhere").text(""))));
    running.await(before, Tally.of(Map.of("GET  404", 1L)));
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void hasCountedEverythingOnceInTheEnd() {
    running.awaitIdle();
    Exposition page = running.app.scrape();
    assertEquals(running.sent.get(), Tally.of(page).total());
    // First, since it says which advice threw what.
    assertEquals(List.of(), running.app.lines().stream().filter(ServletIT::isComplaint).toList());
    assertEquals(0, page.sum("sidelight_advice_errors_total"));
    assertEquals(0, page.sum("sidelight_spans_dropped_total"));
    assertFalse(page.has("http_requests_total", "route", "other"));
  }

  /** All that the agent says but where its port is. */
  private static boolean isComplaint(String line) {
    return line.startsWith("[sidelight]") && !line.contains("metrics on http");
  }

  private static String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** Without the header that says when, and what of a stack trace depends on a race of threads. */
  private static String undated(String answer) {
    String undated = answer.replaceAll("(?m)^Date: .*$", "Date:");
    if (!running.server.folder.startsWith("jetty") || !answer.contains("org.eclipse.jetty.")) {
      return undated;
    }
    // Whichever of Jetty's threads comes first handles a request, by other frames than the others.
    return undated
        .replaceAll("(?m)^(\\tat )?(org\\.eclipse\\.jetty|java)\\..*\\R", "")
        .replaceAll("(?m)^Content-Length: .*$", "Content-Length:");
  }
}
