package io.sidelight.core.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ExemplarTest {
  private static final long HIGH = 0x0af7651916cd43ddL;
  private static final long LOW = 0x8448eb211c80319cL;
  private static final long SPAN = 0x00f067aa0ba902b7L;

  @Test
  void openMetricsShowsTheSpanOnTheBucketItFellInto() {
    Page page = Page.named(Naming.CLASSIC);
    page.meters
        .httpServerDuration
        .series("GET", "/tasks", "200", "", "http")
        .record(5_000_000L, HIGH, LOW, SPAN);

    List<String> marked = page.openMetrics().lines().filter(l -> l.contains(" # ")).toList();

    assertEquals(1, marked.size());
    String expected =
        "http_request_duration_seconds_bucket"
            + "{method=\"GET\",route=\"/tasks\",status_code=\"200\",le=\"0.005\"} 1"
            + " # {span_id=\"00f067aa0ba902b7\",trace_id=\"0af7651916cd43dd8448eb211c80319c\"}"
            + " 0.005 ";
    assertTrue(marked.get(0).startsWith(expected), marked.get(0));
    assertFalse(page.text().contains("trace_id"));
  }

  @Test
  void sizesHaveExemplarsToo() {
    Page page = Page.named(Naming.CLASSIC);
    page.meters
        .webSocketServer
        .messageSize
        .series("/e", "inbound", "text")
        .record(65, HIGH, LOW, SPAN);

    List<String> marked = page.openMetrics().lines().filter(l -> l.contains(" # ")).toList();

    assertEquals(1, marked.size());
    assertTrue(marked.get(0).contains("le=\"256.0\""), marked.get(0));
  }

  @Test
  void anAllZeroTraceIsNone() {
    DurationSeries histogram = HistogramTest.series(Buckets.HTTP);
    histogram.record(1, 0, 0, SPAN);

    assertEquals(0, exemplars(histogram, false).size());
  }

  @Test
  void aBucketKeepsItsExemplarUntilOneScrapeHasRenewedIt() {
    DurationSeries histogram = HistogramTest.series(Buckets.HTTP);
    histogram.record(1, HIGH, LOW, 1);
    histogram.record(2, HIGH, LOW, 2);
    assertEquals(List.of("0000000000000001"), exemplars(histogram, false));

    histogram.record(3, HIGH, LOW, 3);
    assertEquals(List.of("0000000000000001"), exemplars(histogram, true));
    assertEquals(List.of("0000000000000001"), exemplars(histogram, true));

    histogram.record(4, HIGH, LOW, 4);
    histogram.record(5, HIGH, LOW, 5);
    assertEquals(List.of("0000000000000004"), exemplars(histogram, false));
  }

  @Test
  void mergedSeriesShowOneExemplarPerBucket() {
    Page page = Page.named(Naming.CLASSIC);
    Durations family = page.meters.httpServerDuration;
    family.series("GET", "/", "200", "", "http").record(1, HIGH, LOW, 1);
    family.series("GET", "/", "200", "", "https").record(1, HIGH, LOW, 2);
    family.series("GET", "/", "200", "", "https").record(6_000_000L, HIGH, LOW, 3);

    long marked = page.openMetrics().lines().filter(l -> l.contains(" # ")).count();

    assertEquals(2, marked);
  }

  /** The ids of their spans. */
  private static List<String> exemplars(DurationSeries histogram, boolean renew) {
    ExpositionBuffer out = new ExpositionBuffer(true, 0);
    histogram.histogram(renew).writeBuckets(ExpositionBuffer.bytes("b{"), new byte[0], out);
    return Pattern.compile("span_id=\"(\\w+)\"")
        .matcher(out.toString(StandardCharsets.UTF_8))
        .results()
        .map(result -> result.group(1))
        .toList();
  }
}
