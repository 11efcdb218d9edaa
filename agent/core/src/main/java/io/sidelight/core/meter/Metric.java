package io.sidelight.core.meter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One line of the {@link Dictionary}: a metric's name, meaning and labels, and the measures it is
 * rendered from. A counter's name is given without {@code _total}.
 */
final class Metric {
  enum Kind {
    COUNTER("counter", "_total"),
    GAUGE("gauge", ""),
    HISTOGRAM("histogram", ""),
    INFO("info", "_info"),
    SUMMARY("summary", "");

    final String type;

    /** What the names of samples end in, if they have one value each. */
    final String ending;

    Kind(String type, String ending) {
      this.type = type;
      this.ending = ending;
    }
  }

  final Kind kind;
  final String name;
  final String help;
  final List<Measure> sources;
  private final List<Label> labels = new ArrayList<>();
  private boolean errorsOnly;
  private boolean omitsEmptyLabels;
  private boolean agentsOwn;

  private Metric(Kind kind, String name, String help, Measure[] sources) {
    this.kind = kind;
    this.name = name;
    this.help = help;
    List<Measure> list = new ArrayList<>();
    Collections.addAll(list, sources);
    this.sources = Collections.unmodifiableList(list);
  }

  static Metric counter(String name, String help, Measure... sources) {
    return new Metric(Kind.COUNTER, name, help, sources);
  }

  static Metric gauge(String name, String help, Measure... sources) {
    return new Metric(Kind.GAUGE, name, help, sources);
  }

  static Metric histogram(String name, String help, Measure... sources) {
    return new Metric(Kind.HISTOGRAM, name, help, sources);
  }

  /** Shows a dimension under a name. Series that differ in no label shown are added up. */
  Metric label(String name, Dimension dimension) {
    labels.add(new Label(name, dimension, false));
    return this;
  }

  /** Shows {@code success} or {@code error}. */
  Metric outcome(String name) {
    labels.add(new Label(name, Dimension.ERROR_TYPE, true));
    return this;
  }

  /** Leaves out series that recorded no error. */
  Metric errorsOnly() {
    errorsOnly = true;
    return this;
  }

  /** Leaves out labels that have no value, as the semantic conventions do. */
  Metric omitEmptyLabels() {
    omitsEmptyLabels = true;
    return this;
  }

  /** Tells about the agent, not the application: takes no prefix and no constant labels. */
  Metric agentsOwn() {
    agentsOwn = true;
    return this;
  }

  boolean isAgentsOwn() {
    return agentsOwn;
  }

  boolean shows(Measure source, Series series) {
    return !errorsOnly || !source.value(Dimension.ERROR_TYPE, series).isEmpty();
  }

  Set<String> labelNames() {
    Set<String> names = new LinkedHashSet<>();
    for (Label label : labels) {
      names.add(label.name);
    }
    return names;
  }

  /** Appends the names and values of the labels that a series has in this metric. */
  void labelsOf(Measure source, Series series, List<String> names, List<String> values) {
    for (Label label : labels) {
      String value = label.value(source, series);
      if (!omitsEmptyLabels || !value.isEmpty()) {
        names.add(label.name);
        values.add(value);
      }
    }
  }

  private static final class Label {
    private final String name;
    private final Dimension dimension;
    private final boolean outcome;

    Label(String name, Dimension dimension, boolean outcome) {
      this.name = name;
      this.dimension = dimension;
      this.outcome = outcome;
    }

    String value(Measure source, Series series) {
      String value = source.value(dimension, series);
      if (outcome) {
        return value.isEmpty() ? "success" : "error";
      }
      return value;
    }
  }
}
