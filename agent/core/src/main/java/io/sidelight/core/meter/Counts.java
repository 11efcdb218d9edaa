package io.sidelight.core.meter;

/** Series that count events. */
public final class Counts extends Family<CountSeries> {
  Counts(Measure measure, int maxSeries) {
    super(measure, maxSeries);
  }

  @Override
  CountSeries create(String[] values) {
    return new CountSeries(values);
  }
}
