package io.sidelight.core.meter;

/** A histogram of sizes, or of numbers. Negative ones count as zero. */
public final class SizeSeries extends HistogramSeries {
  SizeSeries(String[] values, Buckets buckets) {
    super(values, buckets);
  }

  /** Records one size in bytes. */
  public void record(long bytes) {
    int unused = add(bytes);
  }

  /**
   * Records one size in bytes, and offers the span it was measured in as an exemplar. An all-zero
   * trace id is no exemplar.
   */
  public void record(long bytes, long traceIdHigh, long traceIdLow, long spanId) {
    add(bytes, traceIdHigh, traceIdLow, spanId);
  }
}
