package io.sidelight.core.meter;

import java.util.List;

/** All series of one family as one scrape sees them. */
final class FamilyReading {
  final Measure measure;
  final List<Reading> readings;

  /** How many recordings went to an {@code other} series because the family was full. */
  final long turnedAway;

  FamilyReading(Measure measure, List<Reading> readings, long turnedAway) {
    this.measure = measure;
    this.readings = readings;
    this.turnedAway = turnedAway;
  }
}
