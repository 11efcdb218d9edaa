package io.sidelight.inst.servlet;

import static io.sidelight.inst.servlet.Caller.newTrace;
import static io.sidelight.inst.servlet.Caller.traceparent;
import static io.sidelight.inst.servlet.Running.LIMIT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.test.Await;
import io.sidelight.test.OtlpSpan;
import io.sidelight.test.SpanTree;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the span of a request says, and whose child it is. Run by {@link ServletIT}. */
interface SpanContract {
  /** The site under test. */
  Running running();

  @Test
  default void describesTheRequest() {
    String trace = newTrace();
    String address = "::1";
    running().sent.incrementAndGet();
    Wire.exchange(
        running().port,
        address,
        Scenario.get("/app/echo/me?a=1&sig=geheim&b=&X-Amz-Signature=f00")
            .header("X-Forwarded-For: 203.0.113.7")
            .header("X-Forwarded-Proto: https")
            .text(traceparent(trace, "01")));
    OtlpSpan span = running().awaitServerSpan(trace);
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
                Map.entry("http.request.body.size", 0L),
                Map.entry("http.response.body.size", 4L),
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
  default void keepsTheNameOfAnUnknownMethod() {
    String trace = newTrace();
    running().send(Scenario.of("BREW", "/app/echo/tea").text(traceparent(trace, "01")));
    OtlpSpan span = running().awaitServerSpan(trace);
    assertEquals("_OTHER", span.string("http.request.method"));
    assertEquals("BREW", span.string("http.request.method_original"));
  }

  @Test
  default void saysHttp10() {
    String trace = newTrace();
    running().send(Scenario.get("/app/bare").protocol("HTTP/1.0").text(traceparent(trace, "01")));
    assertEquals("1.0", running().awaitServerSpan(trace).string("network.protocol.version"));
  }

  @Test
  default void handsOnTheTraceState() {
    String trace = newTrace();
    running()
        .send(
            Scenario.get("/app/hello")
                .header("tracestate: congo=t61rcWkgMzE,rojo=00f067aa0ba902b7")
                .text(traceparent(trace, "01")));
    running().awaitServerSpan(trace);
    for (OtlpSpan span : running().sink.trace(trace)) {
      assertEquals("congo=t61rcWkgMzE,rojo=00f067aa0ba902b7", span.proto().getTraceState());
    }
  }

  @ParameterizedTest
  @EnumSource(Hostile.class)
  default void beginsAnewWhenTheCallersContextIsNotValid(Hostile hostile) {
    running().sink.clear();
    String target = "/app/echo/" + hostile.name();
    running().send(Scenario.get(target).text(hostile.traceparent));
    OtlpSpan span = running().awaitServerSpanOf(target);
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
  default void agreesWithTheContainerAboutTheMapping() {
    for (String path : List.of("/app/mapped", "/app/mapped/a/b", "/app/mapped/", "/app/z.map")) {
      String trace = newTrace();
      String answer = running().send(Scenario.get(path).text(traceparent(trace, "01")));
      String told = answer.substring(answer.lastIndexOf("\r\n\r\n") + 4);
      String route = running().awaitServerSpan(trace).string("http.route");
      if (!answer.contains("unknown")) {
        assertTrue(("/app/" + told).replace("//", "/").endsWith(route), told + " for " + route);
      }
    }
  }

  @Test
  default void neverMixesTraces() {
    List<String> all = Stream.generate(Caller::newTrace).limit(200).toList();
    Load.parallel(
        8,
        all.size(),
        i ->
            running()
                .send(Scenario.get("/app/async/dispatch").text(traceparent(all.get(i), "01"))));
    String expected =
        Scenario.get("/app/async/dispatch")
            .children("select orders", "select items")
            .tree(running().server.kind);
    for (String trace : all) {
      Await.until("three spans", LIMIT, () -> running().sink.trace(trace).size() >= 3);
      assertEquals(expected, SpanTree.of(running().sink.trace(trace)));
    }
  }
}
