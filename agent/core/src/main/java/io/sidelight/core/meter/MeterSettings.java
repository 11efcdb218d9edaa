package io.sidelight.core.meter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How series are kept and shown. What cannot be used is left out and named in {@link #problems};
 * nothing here throws. Immutable.
 */
public final class MeterSettings {
  /** Label sets per metric unless configured otherwise. */
  public static final int DEFAULT_MAX_SERIES = 1000;

  private final int maxSeries;
  private final Naming naming;
  private final String prefix;
  private final Map<String, String> labels;
  private final List<String> problems = new ArrayList<>();

  /**
   * Settings as configured.
   *
   * @param maxSeries most label sets per metric, at least one
   * @param naming which names to show
   * @param prefix put before the name of every metric of the application; may be empty. An
   *     underscore is added to one that ends in neither an underscore nor a colon
   * @param labels put on every metric of the application, in this order of precedence
   */
  public MeterSettings(int maxSeries, Naming naming, String prefix, Map<String, String> labels) {
    this.naming = naming;
    this.maxSeries = usableMaxSeries(maxSeries);
    this.prefix = usablePrefix(prefix);
    this.labels = Collections.unmodifiableMap(usableLabels(labels));
  }

  /** The settings of an agent that nobody configured. */
  public static MeterSettings defaults() {
    return new MeterSettings(
        DEFAULT_MAX_SERIES, Naming.CLASSIC, "", Collections.<String, String>emptyMap());
  }

  /** What was left out and why, a sentence each, for a person to read. */
  public List<String> problems() {
    return Collections.unmodifiableList(problems);
  }

  /** The constant labels that are used, names and values as they appear on the page. */
  public Map<String, String> labels() {
    return labels;
  }

  /** The prefix that is used, with its underscore, or {@code ""}. */
  public String prefix() {
    return prefix;
  }

  int maxSeries() {
    return maxSeries;
  }

  Naming naming() {
    return naming;
  }

  private int usableMaxSeries(int configured) {
    if (configured >= 1) {
      return configured;
    }
    problems.add(
        "At least one series per metric is needed, not "
            + configured
            + "; using "
            + DEFAULT_MAX_SERIES
            + ".");
    return DEFAULT_MAX_SERIES;
  }

  private String usablePrefix(String configured) {
    if (configured.isEmpty()) {
      return "";
    }
    if (!isName(configured, true)) {
      problems.add("Metric prefix " + quoted(configured) + " is not a valid name; left out.");
      return "";
    }
    return configured.endsWith("_") || configured.endsWith(":") ? configured : configured + "_";
  }

  private Map<String, String> usableLabels(Map<String, String> configured) {
    Map<String, String> usable = new LinkedHashMap<>();
    for (Map.Entry<String, String> label : configured.entrySet()) {
      String name = label.getKey();
      String value = LabelValues.clean(label.getValue());
      if (!isName(name, false) || name.startsWith("__")) {
        problems.add("Constant label " + quoted(name) + " is not a valid name; left out.");
      } else if (name.equals("le") || Dictionary.labelNames(naming).contains(name)) {
        problems.add("Constant label " + quoted(name) + " is a metric's own label; left out.");
      } else if (value.isEmpty()) {
        problems.add("Constant label " + quoted(name) + " has no value; left out.");
      } else {
        usable.put(name, value);
      }
    }
    return usable;
  }

  private static String quoted(String name) {
    return '"' + LabelValues.clean(name) + '"';
  }

  /** Whether a text is a name in every version of the Prometheus text format. */
  private static boolean isName(String text, boolean colonAllowed) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      boolean digit = c >= '0' && c <= '9' && i > 0;
      if (!letter && !digit && !(c == ':' && colonAllowed)) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
