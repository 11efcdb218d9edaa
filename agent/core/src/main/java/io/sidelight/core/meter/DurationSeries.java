package io.sidelight.core.meter;

/** A histogram of durations. Negative durations count as zero. */
public final class DurationSeries extends HistogramSeries {
  DurationSeries(String[] values, Buckets buckets) {
    super(values, buckets);
  }

  /** Records one duration in nanoseconds. */
  public void record(long nanos) {
    int unused = add(buckets().unitsOfNanos(nanos));
  }

  /**
   * Records one duration in nanoseconds, and offers the span it was measured in as an exemplar. An
   * all-zero trace id is no exemplar.
   */
  public void record(long nanos, long traceIdHigh, long traceIdLow, long spanId) {
    add(buckets().unitsOfNanos(nanos), traceIdHigh, traceIdLow, spanId);
  }
}
