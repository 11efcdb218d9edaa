package io.sidelight.core.meter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
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

    HistogramReading reading = histogram.read(false);

    assertEquals(2, reading.count());
    assertEquals("0.0", sum(reading));
    assertEquals(2, counts(reading)[0]);
  }

  @Test
  void connectionsThatStayOpenForCenturiesInAllDoNotOverflow() {
    Histogram histogram = new Histogram(Buckets.CONNECTION);
    long day = TimeUnit.DAYS.toNanos(1);
    for (int i = 0; i < 200_000; i++) {
      histogram.recordNanos(day);
    }

    HistogramReading reading = histogram.read(false);

    assertEquals("17280000000.0", sum(reading));
    assertEquals(200_000, counts(reading)[Buckets.CONNECTION.size() - 2]);
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

    HistogramReading both = coarse.read(false).plus(fine.read(false));
    HistogramReading reverse = fine.read(false).plus(coarse.read(false));

    assertArrayEquals(new long[] {3, 0, 0, 0, 0, 0, 0, 0, 1, 1}, counts(both));
    assertArrayEquals(new long[] {1, 0, 2, 0, 0, 0, 0, 0, 0, 2}, counts(reverse));
    assertEquals("10.00145", sum(both));
    assertEquals("10.00145", sum(reverse));
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
