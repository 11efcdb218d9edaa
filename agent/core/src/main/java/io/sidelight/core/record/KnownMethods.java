package io.sidelight.core.record;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which methods of HTTP may become labels: there are as many as clients care to invent. */
final class KnownMethods {
  /** What the conventions call any method that is not known. */
  static final String OTHER = "_OTHER";

  private final Map<String, String> known = new HashMap<>();

  /**
   * @param methods in upper case
   */
  KnownMethods(Collection<String> methods) {
    for (String method : methods) {
      known.put(method, method);
    }
  }

  String label(@Nullable String method) {
    String label = known.get(method);
    return label == null ? OTHER : label;
  }
}
