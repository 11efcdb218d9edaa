package io.sidelight.core.meter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
    DurationSeries histogram = series(Buckets.HTTP);
    histogram.record(-5);
    histogram.record(Long.MIN_VALUE, 1, 1, 1);

    HistogramReading reading = histogram.histogram(false);

    assertEquals(2, reading.count());
    assertEquals("0.0", sum(reading));
    assertEquals(2, counts(reading)[0]);
  }

  @Test
  void connectionsThatStayOpenForCenturiesInAllDoNotOverflow() {
    DurationSeries histogram = series(Buckets.CONNECTION);
    long day = TimeUnit.DAYS.toNanos(1);
    for (int i = 0; i < 200_000; i++) {
      histogram.record(day);
    }

    HistogramReading reading = histogram.histogram(false);

    assertEquals("17280000000.0", sum(reading));
    assertEquals(200_000, counts(reading)[Buckets.CONNECTION.size() - 2]);
  }

  @Test
  void histogramsOfOtherBoundsAddUpWithoutLoss() {
    DurationSeries fine = series(Buckets.REDIS);
    fine.record(50_000L);
    fine.record(700_000L);
    fine.record(3_000_000_000L);
    DurationSeries coarse = series(Buckets.DB);
    coarse.record(700_000L);
    coarse.record(7_000_000_000L);

    HistogramReading both = coarse.histogram(false).plus(fine.histogram(false));
    HistogramReading reverse = fine.histogram(false).plus(coarse.histogram(false));

    assertArrayEquals(new long[] {3, 0, 0, 0, 0, 0, 0, 0, 1, 1}, counts(both));
    assertArrayEquals(new long[] {1, 0, 2, 0, 0, 0, 0, 0, 0, 2}, counts(reverse));
    assertEquals("10.00145", sum(both));
    assertEquals("10.00145", sum(reverse));
  }

  @Test
  void threadsThatMeetGetRowsOfTheirOwn() throws Exception {
    DurationSeries histogram = series(Buckets.REDIS);
    long before = histogram.estimateBytes();
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    AtomicLong recorded = new AtomicLong();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    for (int i = 0; i < threads; i++) {
      pool.execute(
          () -> {
            // Until two have met: that they do is up to the scheduler.
            long own = 0;
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (histogram.estimateBytes() == before && System.nanoTime() < end) {
              histogram.record(++own % 2 == 0 ? 50_000 : 3_000_000_000L);
            }
            for (int more = 0; more < 10_000; more++) {
              histogram.record(++own % 2 == 0 ? 50_000 : 3_000_000_000L);
            }
            recorded.addAndGet(own);
          });
    }
    pool.shutdown();
    assertTrue(pool.awaitTermination(90, TimeUnit.SECONDS));

    assertTrue(histogram.estimateBytes() > before, "never met");
    long most = HistogramSeries.MOST_ROWS * (40L + 8 * (Buckets.REDIS.size() + 8));
    assertTrue(histogram.estimateBytes() <= before + most, "more rows than there may be");
    HistogramReading reading = histogram.histogram(false);
    assertEquals(recorded.get(), reading.count());
    assertEquals(counts(reading)[0] + counts(reading)[Buckets.REDIS.size() - 1], reading.count());
  }

  static DurationSeries series(Buckets buckets) {
    return new DurationSeries(new String[] {"", "", "", "", ""}, buckets);
  }

  private static long[] counts(HistogramReading reading) {
    ExpositionBuffer out = new ExpositionBuffer(false, 0);
    reading.writeBuckets(ExpositionBuffer.bytes("b{"), new byte[0], out);
    long[] below =
        out.toString(StandardCharsets.UTF_8)
            .lines()
            .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
            .toArray();
    for (int i = below.length - 1; i > 0; i--) {
      below[i] -= below[i - 1];
    }
    return below;
  }

  private static String sum(HistogramReading reading) {
    ExpositionBuffer out = new ExpositionBuffer(false, 0);
    reading.writeSum(out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
