package io.sidelight.core.meter;

/** A histogram of durations. Negative durations count as zero. */
public final class DurationSeries extends Series {
  private final Histogram histogram;

  DurationSeries(String[] values, Buckets buckets) {
    super(values);
    histogram = new Histogram(buckets);
  }

  /** Records one duration in nanoseconds. */
  public void record(long nanos) {
    histogram.recordNanos(nanos);
  }

  /**
   * Records one duration in nanoseconds, and offers the span it was measured in as an exemplar. An
   * all-zero trace id is no exemplar.
   */
  public void record(long nanos, long traceIdHigh, long traceIdLow, long spanId) {
    histogram.recordNanos(nanos, traceIdHigh, traceIdLow, spanId);
  }

  @Override
  Reading read(boolean renewExemplars) {
    return Reading.ofHistogram(this, histogram.read(renewExemplars));
  }

  @Override
  long estimateBytes() {
    return super.estimateBytes() + histogram.estimateBytes();
  }
}
