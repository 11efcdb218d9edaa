package io.sidelight.core.meter;

import org.jspecify.annotations.Nullable;

/**
 * One series as one scrape sees it. Read once and rendered into as many metrics as show it, so that
 * all of them agree.
 */
final class Reading {
  final Series series;

  /** How often the series was recorded; of a level, how often it went up. */
  private final long recordings;

  /** What a gauge shows. */
  private final long level;

  private final @Nullable HistogramReading histogram;

  private Reading(
      Series series, long recordings, long level, @Nullable HistogramReading histogram) {
    this.series = series;
    this.recordings = recordings;
    this.level = level;
    this.histogram = histogram;
  }

  static Reading ofCount(Series series, long count) {
    return new Reading(series, count, count, null);
  }

  static Reading ofLevel(Series series, long raised, long level) {
    return new Reading(series, raised, level, null);
  }

  static Reading ofHistogram(Series series, HistogramReading histogram) {
    return new Reading(series, histogram.count(), histogram.count(), histogram);
  }

  /** This and another of the same kind added up. Neither is changed. */
  Reading plus(Reading other) {
    HistogramReading both = histogram;
    if (both != null && other.histogram != null) {
      both = both.plus(other.histogram);
    }
    return new Reading(series, recordings + other.recordings, level + other.level, both);
  }

  long recordings() {
    return recordings;
  }

  long level() {
    return level;
  }

  @Nullable HistogramReading histogram() {
    return histogram;
  }
}
