package io.sidelight.core.start;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A well-known OpenTelemetry variable that sets an option, too. Immutable. */
final class Alias {
  /** How the variable's value is said in the option's own words. */
  enum Rule {
    /** Both mean the same. */
    AS_IS,
    /** A list of trace exporters: {@code otlp} if it is among them. */
    TRACE_EXPORTERS,
    /** A list of metric exporters: false for {@code none}, else true. */
    METRIC_EXPORTERS,
    /** A switch: {@code none} for true, otherwise it has no say. */
    NONE_IF_TRUE,
    /** The base address of all signals. */
    BASE_ENDPOINT,
    /** A limit in milliseconds where 0 means that there is none. */
    ZERO_IS_ENDLESS,
    /** A pause in milliseconds where 0 means that there is none. */
    ZERO_IS_SHORTEST
  }

  static final String PROPERTY_PREFIX = "otel.";
  static final String VARIABLE_PREFIX = "OTEL_";

  private final String variable;
  private final String property;
  private final Rule rule;

  Alias(String variable, Rule rule) {
    this.variable = variable;
    this.property = variable.toLowerCase(Locale.ROOT).replace('_', '.');
    this.rule = rule;
  }

  /** Name of the environment variable. */
  String variable() {
    return variable;
  }

  /** Name of the system property: lower case, with dots; dashes have become dots. */
  String property() {
    return property;
  }

  /**
   * System properties without their prefix, under the full names that {@link #property()} gives:
   * {@code known-methods} and {@code known.methods} are the same.
   */
  static Map<String, String> normalised(Map<String, String> properties) {
    if (properties.isEmpty()) {
      return properties;
    }
    Map<String, String> normalised = new HashMap<String, String>();
    for (Map.Entry<String, String> property : properties.entrySet()) {
      String rest = property.getKey().toLowerCase(Locale.ROOT).replace('-', '.');
      normalised.put(PROPERTY_PREFIX + rest, property.getValue());
    }
    return normalised;
  }

  /**
   * The trimmed value in the option's own words, or null if it has no say. What is not understood
   * is handed on as it is, for the option to refuse.
   */
  @Nullable String translate(String value) {
    if (rule == Rule.NONE_IF_TRUE) {
      return value.equalsIgnoreCase("true") ? "none" : null;
    } else if (rule == Rule.METRIC_EXPORTERS) {
      return value.equalsIgnoreCase("none") ? "false" : "true";
    } else if (rule == Rule.TRACE_EXPORTERS) {
      return containsWord(value, "otlp") ? "otlp" : value;
    } else if (rule == Rule.BASE_ENDPOINT) {
      return value.endsWith("/") ? value + "v1/traces" : value + "/v1/traces";
    } else if (rule == Rule.ZERO_IS_ENDLESS) {
      return value.equals("0") ? "1d" : value;
    } else if (rule == Rule.ZERO_IS_SHORTEST) {
      return value.equals("0") ? "1ms" : value;
    }
    return value;
  }

  private static boolean containsWord(String list, String word) {
    return ("," + list.toLowerCase(Locale.ROOT).replace(" ", "") + ",").contains("," + word + ",");
  }
}
