package io.sidelight.core.meter;

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

  /** Appends the samples of all buckets, each with the exemplar of its own. */
  void writeBuckets(byte[] name, byte[] labels, ExpositionBuffer out) {
    long below = 0;
    for (int i = 0; i < counts.length; i++) {
      below += counts[i];
      out.raw(name);
      if (labels.length > 0) {
        out.raw(labels);
        out.raw(',');
      }
      out.raw(buckets.label(i));
      out.digits(below);
      TraceMark mark = marks[i];
      if (mark != null && out.isOpenMetrics()) {
        writeExemplar(mark, out);
      }
      out.raw('\n');
    }
  }

  private void writeExemplar(TraceMark mark, ExpositionBuffer out) {
    out.text(" # {span_id=\"" + mark.spanId() + "\",trace_id=\"" + mark.traceId() + "\"} ");
    out.fraction(mark.units, buckets.unitsPerBase());
    out.raw(' ');
    out.fraction(mark.epochMillis, 1_000);
  }

  void writeSum(ExpositionBuffer out) {
    out.fraction(sum, buckets.unitsPerBase());
  }
}
