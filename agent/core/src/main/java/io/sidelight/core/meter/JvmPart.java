package io.sidelight.core.meter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Metrics of the JVM that are read together, once for each page that shows one of them. Used by one
 * scrape at a time.
 */
abstract class JvmPart {
  /** Labels of all metrics, less those that one has itself. */
  final Map<String, String> constants;

  private final List<PageFamily> families = new ArrayList<>();
  private final List<JvmFamily> plain = new ArrayList<>();
  private JvmMetrics.@Nullable Failures failures;
  private boolean fresh;

  JvmPart(Map<String, String> constants) {
    this.constants = constants;
  }

  /**
   * As they stand between the braces of a sample.
   *
   * @param name of the label beside the constant ones; null for none
   */
  final byte[] labels(@Nullable String name, String value) {
    Map<String, String> all = new TreeMap<>(constants);
    if (name != null) {
      all.put(name, LabelValues.clean(value));
    }
    return ExpositionBuffer.bytes(ExpositionBuffer.labels(all));
  }

  /** Sets the values of all families. */
  abstract void read();

  /** Another page begins. */
  final void expire() {
    fresh = false;
  }

  /** Reads, unless that was done for this page. What fails is not shown. */
  final void refresh() {
    if (fresh) {
      return;
    }
    fresh = true;
    for (JvmFamily family : plain) {
      family.clear();
    }
    try {
      read();
    } catch (RuntimeException | LinkageError e) {
      JvmMetrics.Failures told = failures;
      if (told != null) {
        told.failed(e);
      }
    }
  }

  final void failures(JvmMetrics.Failures of) {
    failures = of;
  }

  final List<PageFamily> families() {
    return families;
  }

  /** Shows a family that is not a {@link JvmFamily}. */
  final <T extends PageFamily> T also(T family) {
    families.add(family);
    return family;
  }

  final JvmFamily gauge(String name, String help) {
    return add(new JvmFamily(this, Metric.Kind.GAUGE, name, help, null));
  }

  final JvmFamily gauge(String name, String help, String label) {
    return add(new JvmFamily(this, Metric.Kind.GAUGE, name, help, label));
  }

  /**
   * A counter.
   *
   * @param name without {@code _total}
   */
  final JvmFamily counter(String name, String help) {
    return add(new JvmFamily(this, Metric.Kind.COUNTER, name, help, null));
  }

  final JvmFamily counter(String name, String help, String label) {
    return add(new JvmFamily(this, Metric.Kind.COUNTER, name, help, label));
  }

  private JvmFamily add(JvmFamily family) {
    plain.add(family);
    return also(family);
  }
}
