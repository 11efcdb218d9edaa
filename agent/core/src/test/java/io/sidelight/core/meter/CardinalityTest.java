package io.sidelight.core.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CardinalityTest {
  @Test
  void aHundredThousandRoutesAreCountedInAThousandSeriesAndOneMore() {
    Page page = Page.named(Naming.CLASSIC);
    for (int i = 0; i < 100_000; i++) {
      page.meters.httpServerDuration.series("GET", "/r" + i, "200", "", "http").record(1);
    }

    assertEquals(1001, page.lines("http_requests_total{").size());
    assertEquals(100_000.0, page.total("http_requests_total"));
    assertEquals(
        List.of(
            "http_requests_total{method=\"other\",route=\"other\",status_code=\"2xx\"} 99000.0"),
        page.lines("http_requests_total{method=\"other\""));
    assertEquals(
        List.of("sidelight_series_dropped_total{metric=\"http_request_duration_seconds\"} 99000.0"),
        page.lines("sidelight_series_dropped_total{metric=\"http_request_duration"));
  }

  @Test
  void successesAndErrorsBeyondTheCapStayApart() {
    Page page = Page.capped(1);
    page.meters.httpServerDuration.series("GET", "/first", "200", "", "http").record(1);
    page.meters.httpServerDuration.series("GET", "/a", "204", "", "http").record(1);
    page.meters.httpServerDuration.series("GET", "/b", "503", "503", "http").record(1);
    page.meters.httpServerDuration.series("GET", "/c", "500", "E", "http").record(1);
    page.meters.httpServerDuration.series("GET", "/d", "", "E", "http").record(1);
    page.meters.dbDuration.series("h2", "", "SELECT", "first", "").record(1);
    page.meters.dbDuration.series("h2", "", "SELECT", "a", "").record(1);
    page.meters.dbDuration.series("h2", "", "SELECT", "b", "E").record(1);

    assertEquals(
        List.of(
            "http_requests_total{method=\"GET\",route=\"/first\",status_code=\"200\"} 1.0",
            "http_requests_total{method=\"other\",route=\"other\",status_code=\"2xx\"} 1.0",
            "http_requests_total{method=\"other\",route=\"other\",status_code=\"5xx\"} 2.0",
            "http_requests_total{method=\"other\",route=\"other\",status_code=\"other\"} 1.0"),
        page.lines("http_requests_total{"));
    assertEquals(
        List.of("errors_total{route=\"other\",type=\"other\"} 3.0"), page.lines("errors_total{"));
    assertEquals(
        List.of(
            "database_queries_total{operation=\"SELECT\",status=\"success\",table=\"first\"} 1.0",
            "database_queries_total{operation=\"other\",status=\"error\",table=\"other\"} 1.0",
            "database_queries_total{operation=\"other\",status=\"success\",table=\"other\"} 1.0"),
        page.lines("database_queries_total{"));
  }

  @Test
  void aLevelBeyondTheCapComesBackToZero() {
    Page page = Page.capped(1);
    page.meters.webSocketServer.active.series("/first").increment();
    page.meters.webSocketServer.active.series("/second").increment();
    page.meters.webSocketServer.active.series("/second").decrement();

    assertEquals(
        List.of(
            "websocket_connections_active{route=\"/first\"} 1.0",
            "websocket_connections_active{route=\"other\"} 0.0"),
        page.lines("websocket_connections_active{"));
    assertEquals(
        List.of("sidelight_series_dropped_total{metric=\"websocket_connections_active\"} 1.0"),
        page.lines("sidelight_series_dropped_total{metric=\"websocket_connections_active"));
  }

  @Test
  void seriesThatExistSurvive() {
    Counts counts = new Counts(WebSocketMeasures.SERVER.opened, 2);
    CountSeries first = counts.series("/1");
    CountSeries second = counts.series("/2");
    CountSeries other = counts.series("/3");

    assertNotSame(first, second);
    assertNotSame(second, other);
    assertSame(first, counts.series(new String("/1")));
    assertSame(second, counts.series("/2"));
    assertSame(other, counts.series("/4"));
  }

  @Test
  void hostileValuesAreBoundedAndMerged() {
    Page page = Page.named(Naming.CLASSIC);
    String megabyte = "x".repeat(1 << 20);
    String astral = "y".repeat(254) + "\uD83D\uDE00";
    Counts counts = page.meters.webSocketServer.opened;
    assertSame(counts.series(megabyte), counts.series(megabyte + "z"));
    assertSame(counts.series("a\0b"), counts.series("a\u0007b"));
    assertSame(counts.series(null), counts.series(""));
    counts.series(megabyte).increment();
    counts.series(astral).increment();
    counts.series("a\0b").increment();
    counts.series("line\nbreak\r\"quote\\").increment();
    counts.series("lone\uD83D surrogate\uDE00").increment();
    counts.series("smile \uD83D\uDE00").increment();
    counts.series(null).increment();

    assertEquals(
        List.of(
            "websocket_connections_total{route=\"\"} 1.0",
            "websocket_connections_total{route=\"a\uFFFDb\"} 1.0",
            "websocket_connections_total{route=\"line\uFFFDbreak\uFFFD\\\"quote\\\\\"} 1.0",
            "websocket_connections_total{route=\"lone\uFFFD surrogate\uFFFD\"} 1.0",
            "websocket_connections_total{route=\"smile \uD83D\uDE00\"} 1.0",
            "websocket_connections_total{route=\"" + "x".repeat(255) + "\"} 1.0",
            "websocket_connections_total{route=\"" + "y".repeat(254) + "\"} 1.0"),
        page.lines("websocket_connections_total{"));
  }

  @Test
  void aThousandSeriesStayBelowTwoMegabytes() {
    // Adders that were never contended: 16 per series, some 32 bytes each, and the rest.
    Durations durations = new Durations(Measure.HTTP_SERVER_DURATION, 1000, Buckets.HTTP);
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    String[] routes = new String[1000];
    for (int i = 0; i < routes.length; i++) {
      routes[i] = "/r" + i;
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    for (String route : routes) {
      durations.series("GET", route, "200", "", "http").record(1);
    }
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;

    assertTrue(bytes < 2_000_000, bytes + " bytes");
  }
}
