package io.sidelight.core.meter;

/** Series that hold a histogram of durations. */
public final class Durations extends Family<DurationSeries> {
  private final Buckets buckets;

  Durations(Measure measure, int maxSeries, Buckets buckets) {
    super(measure, maxSeries);
    this.buckets = buckets;
  }

  @Override
  DurationSeries create(String[] values) {
    return new DurationSeries(values, buckets);
  }
}
