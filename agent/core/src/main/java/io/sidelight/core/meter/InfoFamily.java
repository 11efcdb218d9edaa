package io.sidelight.core.meter;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What says something by its labels alone. Thread-safe. */
final class InfoFamily extends PageFamily {
  private volatile byte @Nullable [] labels;

  /**
   * @param name without {@code _info}
   */
  InfoFamily(String name, String help) {
    super(Metric.Kind.INFO, name, help);
  }

  /** What it says; before that it is not shown. */
  void labels(Map<String, String> all) {
    labels = ExpositionBuffer.bytes(ExpositionBuffer.labels(all));
  }

  @Override
  void writeSamples(Map<Measure, FamilyReading> readings, ExpositionBuffer out) {
    byte[] known = labels;
    if (known != null) {
      out.sample(sampleName(), known);
      out.text("1\n");
    }
  }
}
