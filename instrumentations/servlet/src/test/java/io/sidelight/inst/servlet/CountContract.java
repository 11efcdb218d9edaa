package io.sidelight.inst.servlet;

import static io.sidelight.inst.servlet.Caller.newTrace;
import static io.sidelight.inst.servlet.Caller.traceparent;
import static io.sidelight.inst.servlet.Running.LIMIT;
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
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is counted of requests that are many, broken off, or not sampled. Run by {@link ServletIT}.
 */
interface CountContract {
  /** The site under test. */
  Running running();

  @Test
  default void countsWhatTheCallerDoesNotSample() {
    String trace = newTrace();
    Tally before = running().tally();
    running().send(Scenario.get("/app/hello").text(traceparent(trace, "00")));
    running().await(before, Tally.of(Map.of("GET /app/hello 200", 1L)));
    // A sampled one afterwards, so that the other's span would have come before it.
    String later = newTrace();
    running().send(Scenario.get("/app/hello").text(traceparent(later, "01")));
    running().awaitServerSpan(later);
    assertEquals("", SpanTree.of(running().sink.trace(trace)));
  }

  @Test
  default void showsARequestInFlight() {
    CompletableFuture<String> blocked =
        CompletableFuture.supplyAsync(() -> running().send(Scenario.get("/app/blocked").text("")));
    Await.until("one active", LIMIT, () -> active(), n -> n == 1);
    running().send(Scenario.get("/app/release").text(""));
    assertTrue(blocked.join().contains("true"));
    running().awaitIdle();
  }

  private double active() {
    return running().app.scrape().value("http_active_requests", "method", "GET");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/app/endless", "/app/async-endless", "/app/write-endless"})
  default void countsAClientThatLeavesInTheMiddle(String path) throws IOException {
    double gone = gone(path);
    Tally before = running().tally();
    String trace = newTrace();
    running().sent.incrementAndGet();
    leaveInTheMiddle(path, traceparent(trace, "01"));
    OtlpSpan span = running().awaitServerSpan(trace);
    running().awaitIdle();
    assertEquals(Tally.of(Map.of("GET " + path + " 200", 1L)), running().tally().since(before));
    assertEquals(true, span.attributes().get("http.client_disconnected"));
    assertFalse(span.isError(), "the answer was right, as far as it went");
    assertEquals(0, span.events("exception").size());
    assertEquals(gone + 1, gone(path));
  }

  /**
   * On some, whoever writes the answer, the container's thread that has started it, and the one
   * that learns of the broken connection meet in any order.
   */
  @Test
  default void countsEachOfManyClientsThatLeave() throws IOException {
    String path = "/app/async-endless";
    double gone = gone(path);
    Tally before = running().tally();
    for (int i = 0; i < 200; i++) {
      running().sent.incrementAndGet();
      leaveInTheMiddle(path, traceparent(newTrace(), "00"));
    }
    Await.until("all have gone", LIMIT, () -> gone(path), n -> n == gone + 200);
    running().awaitIdle();
    assertEquals(Tally.of(Map.of("GET " + path + " 200", 200L)), running().tally().since(before));
  }

  private void leaveInTheMiddle(String path, String traceparent) throws IOException {
    try (Socket socket = Wire.connect(running().port, "127.0.0.1")) {
      Wire.send(socket, Scenario.get(path).text(traceparent));
      assertEquals(1000, socket.getInputStream().readNBytes(1000).length);
    }
  }

  private double gone(String path) {
    return running()
        .app
        .scrape()
        .sum("http_client_disconnects_total", "method", "GET", "route", path);
  }

  @Test
  default void countsWhatTheContainerGivesUp() {
    assumeTrue(running().server.kind == Kind.TOMCAT, "others answer");
    Tally before = running().tally();
    running().sent.incrementAndGet();
    try {
      Wire.exchange(running().port, Scenario.get("/app/async/throw").text(""));
    } catch (UncheckedIOException e) {
      // Not answered, or answered with nothing: as without the agent.
    }
    running()
        .await(
            before,
            new Tally(
                Map.of("GET /app/async/throw 500", 1L),
                Map.of("java.lang.IllegalArgumentException /app/async/throw", 1L)));
  }

  @Test
  default void addsUpTheSizesOfBodies() {
    Exposition before = running().app.scrape();
    String answer =
        running().send(Scenario.of("POST", "/app/echo/sizes").chunked("x".repeat(5000)).text(""));
    running().send(Scenario.of("HEAD", "/app/echo/sizes").text(""));
    running().awaitIdle();
    Exposition after = running().app.scrape();
    String[] post = {"method", "POST", "route", "/app/echo/*", "status_code", "200"};
    String[] head = {"method", "HEAD", "route", "/app/echo/*", "status_code", "200"};
    assertEquals(5000, added(before, after, "http_request_size_bytes_sum", post));
    assertEquals(1, added(before, after, "http_request_size_bytes_count", post));
    assertEquals(
        Wire.bodyLength(answer), added(before, after, "http_response_size_bytes_sum", post));
    assertEquals(1, added(before, after, "http_response_size_bytes_count", head));
    assertEquals(0, added(before, after, "http_response_size_bytes_sum", head));
  }

  private static double added(Exposition before, Exposition after, String name, String... labels) {
    return after.value(name, labels) - (before.has(name, labels) ? before.value(name, labels) : 0);
  }

  @Test
  default void countsSessions() {
    Exposition before = running().app.scrape();
    List<String> sessions = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String answer = running().send(Scenario.get("/app/session").text(""));
      sessions.add(answer.substring(answer.lastIndexOf("session ") + 8).split("\\s")[0]);
    }
    running().awaitIdle();
    assertEquals(3, running().app.scrape().value("active_sessions"));
    for (int i = 1; i <= 3; i++) {
      String end =
          Scenario.get("/app/session-end")
              .header("Cookie: JSESSIONID=" + sessions.get(i - 1))
              .text("");
      assertTrue(running().send(end).contains("ended"));
      assertEquals(3 - i, running().app.scrape().value("active_sessions"));
    }
    assertEquals(3, added(before, running().app.scrape(), "sessions_created_total"));
  }

  @Test
  default void countsWhoMayNot() {
    Exposition before = running().app.scrape();
    running()
        .send(Scenario.get("/app/status/401").header("Authorization: Bearer abc.def.ghi").text(""));
    running().send(Scenario.get("/app/status/401").text(""));
    running()
        .send(Scenario.get("/app/status/403").header("Authorization: Basic Zm9vOmJhcg==").text(""));
    running().awaitIdle();
    Exposition after = running().app.scrape();
    String name = "auth_attempts_total";
    assertEquals(1, added(before, after, name, "status", "failure", "method", "bearer"));
    assertEquals(1, added(before, after, name, "status", "denied", "method", "basic"));
    assertEquals(2, after.sum(name) - before.sum(name));
  }

  @Test
  default void countsEveryRequestOfAPipeline() {
    Tally before = running().tally();
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
    running().sent.addAndGet(rounds * (long) targets.length);
    String answers = Wire.exchange(running().port, text.toString());
    assertEquals(rounds * 3, Wire.count(answers, 200));
    assertEquals(rounds, Wire.count(answers, 404));
    running()
        .await(
            before,
            Tally.of(
                Map.of(
                    "GET /app/hello 200", 10L,
                    "GET /app/async/complete 200", 10L,
                    "GET /app/status/* 404", 10L,
                    "GET /app/filtered 200", 10L)));
  }

  @Test
  default void countsTenThousand() {
    Tally before = running().tally();
    Map<String, Long> expected = new TreeMap<>();
    long[] answered = Load.mixed(running().port, 16, 10_000, expected);
    running().sent.addAndGet(10_000);
    assertEquals(10_000, answered[0]);
    running()
        .await(
            before,
            new Tally(
                expected, Map.of("502 /app/status/*", expected.get("GET /app/status/* 502"))));
  }

  /** Though the container's tasks are handed from thread to thread in the middle of requests. */
  @Test
  default void putsNoRequestBelowAnother() {
    int requests = 500;
    Map<String, Long> expected = new TreeMap<>();
    Tally before = running().tally();
    long[] answered = Load.mixedRoots(running().port, 8, requests, expected);
    running().sent.addAndGet(requests);
    assertEquals(requests, answered[0]);
    List<OtlpSpan> roots =
        running().sink.awaitSpans(span -> isRoot(span), requests).stream()
            .filter(CountContract::isRoot)
            .toList();
    assertEquals(requests, roots.size());
    assertEquals(
        List.of(), roots.stream().map(OtlpSpan::parentId).filter(id -> !id.isEmpty()).toList());
    assertEquals(requests, roots.stream().map(OtlpSpan::traceId).distinct().count());
    running()
        .await(
            before,
            new Tally(
                expected, Map.of("502 /app/status/*", expected.get("GET /app/status/* 502"))));
  }

  private static boolean isRoot(OtlpSpan span) {
    return Load.ROOTS.equals(span.string("user_agent.original"));
  }

  @Test
  default void keepsSeriesFewForManyPaths() {
    int paths = running().server == Server.TOMCAT_10_1 ? 100_000 : 5_000;
    Tally before = running().tally();
    long series = running().app.scrape().series("http_requests_total").size();
    long[] answered = Load.distinctPaths(running().port, 8, paths);
    running().sent.addAndGet(paths);
    assertEquals(paths / 2, answered[0]);
    assertEquals(paths / 2, answered[1]);
    running()
        .await(
            before,
            Tally.of(Map.of("GET /app/many/* 200", paths / 2L, "GET /app/ 404", paths / 2L)));
    assertTrue(running().app.scrape().series("http_requests_total").size() <= series + 2);
  }
}
