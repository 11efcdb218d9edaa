package io.sidelight.core.meter;

/** Levels that are asked for at every scrape. */
public final class Observations extends Family<ObservedSeries> {
  Observations(Measure measure, int maxSeries) {
    super(measure, maxSeries);
  }

  @Override
  ObservedSeries create(String[] values) {
    return new ObservedSeries(values);
  }
}
