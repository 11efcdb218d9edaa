package io.sidelight.core.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;
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
    Histogram histogram = new Histogram(Buckets.HTTP);
    histogram.recordNanos(1, 0, 0, SPAN);

    assertEquals(0, exemplars(histogram, false).size());
  }

  @Test
  void aBucketKeepsItsExemplarUntilOneScrapeHasRenewedIt() {
    Histogram histogram = new Histogram(Buckets.HTTP);
    histogram.recordNanos(1, HIGH, LOW, 1);
    histogram.recordNanos(2, HIGH, LOW, 2);
    assertEquals("0000000000000001", spanIdOf(exemplars(histogram, false)));

    histogram.recordNanos(3, HIGH, LOW, 3);
    assertEquals("0000000000000001", spanIdOf(exemplars(histogram, true)));
    assertEquals("0000000000000001", spanIdOf(exemplars(histogram, true)));

    histogram.recordNanos(4, HIGH, LOW, 4);
    histogram.recordNanos(5, HIGH, LOW, 5);
    assertEquals("0000000000000004", spanIdOf(exemplars(histogram, false)));
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

  private static Exemplars exemplars(Histogram histogram, boolean renew) {
    return histogram.read(renew).toDataPoint(Labels.EMPTY).getExemplars();
  }

  private static String spanIdOf(Exemplars exemplars) {
    Exemplar latest = exemplars.getLatest();
    assertNotNull(latest);
    return latest.getLabels().get(Exemplar.SPAN_ID);
  }
}
