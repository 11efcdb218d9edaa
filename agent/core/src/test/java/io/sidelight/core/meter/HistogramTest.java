package io.sidelight.core.meter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HistogramTest {
  @Test
  void boundsAreInclusive() {
    long[] bounds = {1, 5, 10, 50, 100, 500, 1000, 5000, 10_000};
    for (int i = 0; i < bounds.length; i++) {
      long bound = TimeUnit.MILLISECONDS.toNanos(bounds[i]);
      assertEquals(i, Buckets.DB.indexOf(bound));
      assertEquals(i + 1, Buckets.DB.indexOf(bound + 1));
    }
  }

  @Test
  void aClockThatWentBackCountsAsZero() {
    Histogram histogram = new Histogram(Buckets.HTTP);
    histogram.recordNanos(-5);
    histogram.recordNanos(Long.MIN_VALUE, 1, 1, 1);

    HistogramDataPointSnapshot point = histogram.read(false).toDataPoint(Labels.EMPTY);

    assertEquals(2, point.getCount());
    assertEquals(0.0, point.getSum());
    assertEquals(2, point.getClassicBuckets().getCount(0));
  }

  @Test
  void connectionsThatStayOpenForCenturiesInAllDoNotOverflow() {
    Histogram histogram = new Histogram(Buckets.CONNECTION);
    long day = TimeUnit.DAYS.toNanos(1);
    for (int i = 0; i < 200_000; i++) {
      histogram.recordNanos(day);
    }

    HistogramDataPointSnapshot point = histogram.read(false).toDataPoint(Labels.EMPTY);

    assertEquals(200_000 * 86_400.0, point.getSum());
    assertEquals(200_000, point.getClassicBuckets().getCount(Buckets.CONNECTION.size() - 2));
  }

  @Test
  void histogramsOfOtherBoundsAddUpWithoutLoss() {
    Histogram fine = new Histogram(Buckets.REDIS);
    fine.recordNanos(50_000L);
    fine.recordNanos(700_000L);
    fine.recordNanos(3_000_000_000L);
    Histogram coarse = new Histogram(Buckets.DB);
    coarse.recordNanos(700_000L);
    coarse.recordNanos(7_000_000_000L);

    HistogramDataPointSnapshot both =
        coarse.read(false).plus(fine.read(false)).toDataPoint(Labels.EMPTY);
    HistogramDataPointSnapshot reverse =
        fine.read(false).plus(coarse.read(false)).toDataPoint(Labels.EMPTY);

    assertArrayEquals(new long[] {3, 0, 0, 0, 0, 0, 0, 0, 1, 1}, counts(both));
    assertArrayEquals(new long[] {1, 0, 2, 0, 0, 0, 0, 0, 0, 2}, counts(reverse));
    assertEquals(both.getSum(), reverse.getSum());
  }

  private static long[] counts(HistogramDataPointSnapshot point) {
    ClassicHistogramBuckets buckets = point.getClassicBuckets();
    long[] counts = new long[buckets.size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = buckets.getCount(i);
    }
    return counts;
  }
}
