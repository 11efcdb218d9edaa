package io.sidelight.core.meter;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A metric of the JVM, with one label at most beside the constant ones. Its {@link JvmPart} says
 * which samples there are and, for each page, what they are. Used by one scrape at a time.
 */
final class JvmFamily extends PageFamily {
  private final JvmPart part;
  private final @Nullable String labelName;
  private List<String> rows = Collections.emptyList();
  private byte[][] labels = {};
  private double[] values = {};

  JvmFamily(JvmPart part, Metric.Kind kind, String name, String help, @Nullable String labelName) {
    super(kind, name, help);
    this.part = part;
    this.labelName = labelName;
    if (labelName == null) {
      rows(Collections.singletonList(""));
    }
  }

  /** The values of the label, in the order in which they are shown. */
  void rows(Collection<String> names) {
    if (rows.size() == names.size() && rows.containsAll(names)) {
      return;
    }
    rows = Arrays.asList(names.toArray(new String[0]));
    labels = new byte[rows.size()][];
    values = new double[rows.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = part.labels(labelName, rows.get(i));
    }
    clear();
  }

  /** Of the only sample. */
  void set(double value) {
    values[0] = value;
  }

  /** Of the only sample. */
  void set(long value) {
    values[0] = (double) value;
  }

  void set(int row, long value) {
    values[row] = (double) value;
  }

  void set(int row, double value) {
    values[row] = value;
  }

  /** Shows nothing until values are set. */
  void clear() {
    Arrays.fill(values, Double.NaN);
  }

  @Override
  void writeSamples(Map<Measure, FamilyReading> readings, ExpositionBuffer out) {
    part.refresh();
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        out.sample(sampleName(), labels[i]);
        out.number(values[i]);
        out.raw('\n');
      }
    }
  }
}
