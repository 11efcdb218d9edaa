package io.sidelight.core.meter;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import org.jspecify.annotations.Nullable;

/** A histogram as one scrape sees it, and the sum of several. */
final class HistogramReading {
  private final Buckets buckets;
  private final long[] counts;
  private final @Nullable TraceMark[] marks;
  private long sum;

  HistogramReading(Buckets buckets, long sum) {
    this.buckets = buckets;
    this.counts = new long[buckets.size()];
    this.marks = new TraceMark[buckets.size()];
    this.sum = sum;
  }

  void set(int bucket, long count, @Nullable TraceMark mark) {
    counts[bucket] = count;
    marks[bucket] = mark;
  }

  long count() {
    long count = 0;
    for (long bucket : counts) {
      count += bucket;
    }
    return count;
  }

  /**
   * This and another of the same unit together; of two exemplars the newer. Neither is changed.
   * Where the other has different bounds, its counts go to the next bound that is not lower.
   */
  HistogramReading plus(HistogramReading other) {
    HistogramReading both = new HistogramReading(buckets, sum + other.sum);
    System.arraycopy(counts, 0, both.counts, 0, counts.length);
    System.arraycopy(marks, 0, both.marks, 0, marks.length);
    double[] bounds = buckets.upperBounds();
    int to = 0;
    for (int from = 0; from < other.counts.length; from++) {
      while (bounds[to] < other.buckets.upperBounds()[from]) {
        to++;
      }
      both.counts[to] += other.counts[from];
      both.marks[to] = newer(both.marks[to], other.marks[from]);
    }
    return both;
  }

  private static @Nullable TraceMark newer(@Nullable TraceMark a, @Nullable TraceMark b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.epochMillis >= b.epochMillis ? a : b;
  }

  HistogramDataPointSnapshot toDataPoint(Labels labels) {
    return new HistogramDataPointSnapshot(
        ClassicHistogramBuckets.of(buckets.upperBounds(), counts),
        buckets.toBase(sum),
        labels,
        exemplars(),
        0L);
  }

  private Exemplars exemplars() {
    Exemplars.Builder exemplars = Exemplars.builder();
    for (TraceMark mark : marks) {
      if (mark != null) {
        Labels labels =
            Labels.of(Exemplar.TRACE_ID, mark.traceId(), Exemplar.SPAN_ID, mark.spanId());
        exemplars.exemplar(new Exemplar(buckets.toBase(mark.units), labels, mark.epochMillis));
      }
    }
    return exemplars.build();
  }
}
