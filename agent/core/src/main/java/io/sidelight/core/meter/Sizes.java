package io.sidelight.core.meter;

/** Series that hold a histogram of sizes, or of numbers. */
public final class Sizes extends Family<SizeSeries> {
  private final Buckets buckets;

  Sizes(Measure measure, int maxSeries, Buckets buckets) {
    super(measure, maxSeries);
    this.buckets = buckets;
  }

  @Override
  SizeSeries create(String[] values) {
    return new SizeSeries(values, buckets);
  }
}
