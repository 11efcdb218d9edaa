package io.sidelight.core.meter;

/** Series that go up and down. */
public final class Levels extends Family<LevelSeries> {
  Levels(Measure measure, int maxSeries) {
    super(measure, maxSeries);
  }

  @Override
  LevelSeries create(String[] values) {
    return new LevelSeries(values);
  }
}
