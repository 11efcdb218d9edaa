package io.sidelight.core.meter;

/** Series that hold a histogram of sizes. */
public final class Sizes extends Family<SizeSeries> {
  Sizes(Measure measure, int maxSeries) {
    super(measure, maxSeries);
  }

  @Override
  SizeSeries create(String[] values) {
    return new SizeSeries(values);
  }
}
