package io.sidelight.core.start;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells which settings no option knows, and which option was most likely meant. */
final class UnknownSettings {
  private static final String PROPERTIES = "the system properties";
  private static final String ENVIRONMENT = "the environment";

  private UnknownSettings() {}

  /** System properties by key. */
  static void tellProperties(Map<String, String> properties, Messages messages) {
    for (String key : properties.keySet()) {
      if (Options.byKey(key) == null) {
        Option<?> nearest = nearest(key, messages);
        String meant = nearest == null ? null : nearest.property();
        tell(Option.PROPERTY_PREFIX + key, PROPERTIES, meant, "", messages);
      }
    }
  }

  /** Own environment variables by their full name. */
  static void tellVariables(Map<String, String> variables, Messages messages) {
    for (String name : variables.keySet()) {
      if (!isKnownVariable(name)) {
        Option<?> nearest = nearest(name, messages);
        String meant = nearest == null ? null : nearest.variable();
        tell(name, ENVIRONMENT, meant, "", messages);
      }
    }
  }

  /** Settings of the file by key. */
  static void tellFile(Map<String, String> file, String path, Messages messages) {
    for (String key : file.keySet()) {
      if (key.equals(Options.CONFIG.key())) {
        messages.add(key + " in " + path + " is ignored: a file does not name another one");
      } else if (Options.byKey(key) == null) {
        tellKey(key, path, "", messages);
      }
    }
  }

  /** A bare key that no option has; the hint ends the line if no option comes close, either. */
  static void tellKey(String key, String place, String hint, Messages messages) {
    Option<?> nearest = nearest(key, messages);
    tell(key, place, nearest == null ? null : nearest.key(), hint, messages);
  }

  private static boolean isKnownVariable(String name) {
    for (int i = 0; i < Options.all().size(); i++) {
      if (Options.all().get(i).variable().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Option<?> nearest(String name, Messages messages) {
    // Thousands of unknown settings must not cost the time to compare them all.
    return messages.full() ? null : NearestOption.of(name);
  }

  private static void tell(
      String name, String place, @Nullable String meant, String hint, Messages messages) {
    String end = meant == null ? hint : "; did you mean " + Messages.quote(meant) + "?";
    messages.add("unknown setting " + Messages.quote(name) + " in " + place + end);
  }
}
