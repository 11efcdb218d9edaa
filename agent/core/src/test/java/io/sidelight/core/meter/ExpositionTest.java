package io.sidelight.core.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole page, for one known recording, against a page that was read and found right. */
class ExpositionTest {
  private static final Pattern SAMPLE =
      Pattern.compile("([a-z_0-9]+)(\\{.*\\})? (-?[0-9.E+-]+|NaN|\\+Inf)");

  @ParameterizedTest
  @EnumSource
  void showsTheKnownPage(Naming naming) throws IOException {
    Page page = Page.named(naming);
    recordKnown(page.meters);

    assertEquals(known(naming.name().toLowerCase(Locale.ROOT) + ".txt"), page.text());
  }

  @Test
  void showsPrefixAndConstantLabelsOnTheApplicationsMetricsOnly() throws IOException {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("environment", "dev");
    labels.put("app", "todo");
    Page page = new Page(new MeterSettings(1000, Naming.CLASSIC, "gemini_flow", labels));
    page.meters.uncaughtExceptions.series("java.lang.Error").increment();
    page.meters.self().adviceError("jdbc");

    assertEquals(
        List.of(
            "gemini_flow_uncaught_exceptions_total"
                + "{app=\"todo\",environment=\"dev\",type=\"java.lang.Error\"} 1.0"),
        page.lines("gemini_flow_uncaught_exceptions_total"));
    assertEquals(
        List.of("sidelight_advice_errors_total{instrumentation=\"jdbc\"} 1.0"),
        page.lines("sidelight_advice_errors_total"));
    assertEquals(
        List.of(
            "sidelight_series_dropped_total"
                + "{metric=\"gemini_flow_uncaught_exceptions_total\"} 0.0"),
        page.lines("sidelight_series_dropped_total{metric=\"gemini_flow_uncaught"));
  }

  @Test
  void showsNoMetricThatHasNoSeries() {
    String page = Page.named(Naming.BOTH).text();

    for (String line : page.lines().toList()) {
      assertTrue(line.contains("sidelight_series_dropped_total"), line);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isWellFormed(Naming naming) {
    Page page = Page.named(naming);
    recordKnown(page.meters);

    assertWellFormed(page.text());
    assertWellFormed(page.openMetrics());
  }

  @Test
  void isFilteredByName() {
    Page page = Page.named(Naming.CLASSIC);
    recordKnown(page.meters);

    ExpositionBuffer one = new ExpositionBuffer(true, 0);
    page.meters.exposition().write(one, "http_active_requests"::equals);

    assertEquals(
        """
        # TYPE http_active_requests gauge
        # HELP http_active_requests HTTP requests that are being answered now.
        http_active_requests{method="GET"} 2.0
        http_active_requests{method="POST"} 0.0
        # EOF
        """,
        one.toString(StandardCharsets.UTF_8));
  }

  @Test
  void leavesOutASourceThatFails() {
    Page page = Page.named(Naming.CLASSIC);
    page.meters
        .self()
        .spansExported(
            () -> {
              throw new IllegalStateException();
            });
    page.meters.self().spansDropped("queue_full", () -> Double.NaN);
    page.meters.self().startupSeconds(0.5);

    assertFalse(page.text().contains("sidelight_spans"));
    assertEquals(List.of("sidelight_startup_seconds 0.5"), page.lines("sidelight_startup"));
  }

  @Test
  void tellsWhatMemoryItsPartsHold() {
    Page page = Page.named(Naming.CLASSIC);
    page.meters.self().memory("sql", () -> 12);
    page.meters.self().memory("spans", () -> 0);

    assertEquals(
        List.of(
            "sidelight_memory_bytes{part=\"spans\"} 0.0",
            "sidelight_memory_bytes{part=\"sql\"} 12.0"),
        page.lines("sidelight_memory"));
    assertEquals(0, page.meters.estimateBytes());
    recordKnown(page.meters);
    long some = page.meters.estimateBytes();
    assertTrue(some > 1000 && some < 100_000, () -> some + " bytes");
  }

  private static void recordKnown(Meters meters) {
    DurationSeries read = meters.httpServerDuration.series("GET", "/tasks", "200", "", "http");
    read.record(TimeUnit.MILLISECONDS.toNanos(4));
    read.record(TimeUnit.MILLISECONDS.toNanos(5));
    read.record(TimeUnit.MILLISECONDS.toNanos(5) + 1);
    meters.httpServerDuration.series("GET", "/tasks", "200", "", "https").record(500_000_000L);
    meters.httpServerDuration.series("GET", "/tasks", "500", "500", "http").record(11_000_000_000L);
    meters
        .httpClientDuration
        .series("GET", "stock", "8081", "404", "404")
        .record(TimeUnit.MILLISECONDS.toNanos(7));
    meters
        .httpClientDuration
        .series("GET", "stock", "8082", "", "timeout")
        .record(TimeUnit.SECONDS.toNanos(10));
    meters.httpServerActive.series("GET", "http").increment();
    meters.httpServerActive.series("GET", "https").increment();
    meters.httpServerActive.series("POST", "http").increment();
    meters.httpServerActive.series("POST", "http").decrement();
    meters.dbDuration.series("postgresql", "shop", "SELECT", "tasks", "").record(2_000_000L);
    meters.dbDuration.series("postgresql", "shop", "SELECT", "tasks", "42P01").record(6_000_000L);
    meters.dbDuration.series("postgresql", "shop", "COMMIT", "", "").record(1_000_000L);
    meters.dbFetch.series("SELECT", "tasks").record(3_000_000L);
    meters.dbRows.series("postgresql", "shop", "SELECT", "tasks").record(30);
    meters.dbErrors.series("SELECT", "tasks", "42", "error").increment();
    meters.dbSlowQueries.series("SELECT", "tasks").increment();
    meters.dbStatementsPerRequest.series("/tasks").record(12);
    meters.dbNPlusOne.series("/tasks", "SELECT tasks").increment();
    meters.dbPools.connections.series("main", "active", "used").observe(() -> 3);
    meters.dbPools.connections.series("main", "idle", "idle").observe(() -> 2);
    meters.dbPools.connections.series("closed", "idle", "idle").observe(() -> Long.MIN_VALUE);
    meters.dbPools.waiting.series("main", "waiting").observe(() -> 1);
    meters.dbPools.max.series("main").observe(() -> 10);
    meters.dbPools.min.series("main").observe(() -> 5);
    meters.dbPools.wait.series("main", "/tasks").record(40_000L);
    meters.dbPools.use.series("main").record(7_000_000L);
    meters.dbPools.create.series("").record(20_000_000L);
    meters.dbPools.timeouts.series("main").increment();
    meters.redisDuration.series("GET", "").record(200_000L);
    meters.redisPools.connections.series("localhost:6379", "active", "used").observe(() -> 2);
    meters.redisPools.waiting.series("localhost:6379", "waiting").observe(() -> 0);
    meters.redisPools.max.series("localhost:6379").observe(() -> 8);
    meters.redisPools.min.series("localhost:6379").observe(() -> 0);
    meters.redisPools.wait.series("localhost:6379", "").record(30_000L);
    meters.redisPools.use.series("localhost:6379").record(400_000L);
    meters.redisPools.create.series("localhost:6379").record(2_000_000L);
    meters.redisPools.timeouts.series("localhost:6379").increment();
    meters.redisBlocked.series("BLPOP", "").record(3_000_000_000L);
    meters.redisCache.series("GET", "hit").increment();
    meters.redisKeys.series("user:{id}", "hit").increment();
    meters.messaging.series("redis", "", "process", "").record(3_000_000L);
    meters.cacheRequests.series("books", "miss").increment();
    meters.redisCache.series("MGET", "miss").add(3);
    meters.redisDuration.series("GET", "WRONGTYPE").record(2_000_000_000L);
    meters.webSocketServer.active.series("/events").increment();
    meters.webSocketServer.opened.series("/events").increment();
    meters.webSocketServer.opened.series("/events").increment();
    meters.webSocketServer.closed.series("/events", "1001").increment();
    meters.webSocketServer.connectionDuration.series("/events").record(TimeUnit.MINUTES.toNanos(2));
    meters.webSocketServer.messageSize.series("/events", "inbound", "text").record(64);
    meters.webSocketServer.messageSize.series("/events", "outbound", "binary").record(1 << 25);
    meters.webSocketServer.handlerDuration.series("/events", "text").record(60_000_000L);
    meters.webSocketServer.sendDuration.series("/events", "binary").record(2_000_000L);
    meters.webSocketServer.pending.series("/events").increment();
    meters.webSocketServer.refused.series("/events", "403").increment();
    meters.webSocketServer.leftOut.series("/events").increment();
    meters.webSocketServer.errors.series("/events", "java.io.IOException").increment();
    meters.stompMessages.series("/stomp", "inbound", "SEND").increment();
    meters.webSocketClient.active.series("push.example.org").increment();
    meters.webSocketClient.opened.series("push.example.org").increment();
    meters.webSocketClient.messageSize.series("push.example.org", "inbound", "text").record(64);
    meters.webSocketClient.errors.series("push.example.org", "java.io.IOException").increment();
    meters.httpServerRequestSize.series("POST", "/tasks", "201", "http").record(300);
    meters.httpServerResponseSize.series("GET", "/tasks", "200", "http").record(20_000);
    meters.httpServerResponseSize.series("GET", "/tasks", "200", "http").record(0);
    meters.httpServerDisconnects.series("GET", "/tasks").increment();
    meters.activeSessions.series("").observe(() -> 7);
    meters.sessionsCreated.series("").increment();
    meters.authAttempts.series("failure", "basic").increment();
    meters.uncaughtExceptions.series("java.lang.Error").increment();
    SelfMetrics self = meters.self();
    self.buildInfo("0.1.0", "17.0.15");
    self.adviceError("jdbc");
    self.classTransformed("servlet");
    self.startupSeconds(0.25);
    self.spansExported(() -> 12);
    self.spansDropped("queue_full", () -> 3);
    self.spansDropped("export_failed", () -> 4);
  }

  /** No name is described twice, no sample comes twice, every help text is a sentence. */
  private static void assertWellFormed(String page) {
    Set<String> seen = new HashSet<>();
    for (String line : page.lines().toList()) {
      if (line.startsWith("# HELP ")) {
        assertTrue(seen.add(line.substring(0, line.indexOf(' ', 7))), line);
        assertTrue(line.endsWith("."), line);
      } else if (line.startsWith("#")) {
        assertTrue(seen.add(line), line);
      } else {
        Matcher sample = SAMPLE.matcher(line);
        assertTrue(sample.matches(), line);
        assertTrue(seen.add(sample.group(1) + sample.group(2)), line);
      }
    }
  }

  private static String known(String name) throws IOException {
    try (InputStream in = ExpositionTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
