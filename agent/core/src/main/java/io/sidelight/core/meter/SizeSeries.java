package io.sidelight.core.meter;

/** A histogram of sizes, or of numbers. Negative ones count as zero. */
public final class SizeSeries extends Series {
  private final Histogram histogram;

  SizeSeries(String[] values, Buckets buckets) {
    super(values);
    histogram = new Histogram(buckets);
  }

  /** Records one size in bytes. */
  public void record(long bytes) {
    histogram.record(bytes);
  }

  /**
   * Records one size in bytes, and offers the span it was measured in as an exemplar. An all-zero
   * trace id is no exemplar.
   */
  public void record(long bytes, long traceIdHigh, long traceIdLow, long spanId) {
    histogram.record(bytes, traceIdHigh, traceIdLow, spanId);
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
