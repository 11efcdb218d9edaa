package io.sidelight.test;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of an exposition.
 *
 * @param exemplar labels of the exemplar, null without one
 */
public record Sample(
    String name, Map<String, String> labels, double value, @Nullable Map<String, String> exemplar) {

  /** Whether it has these labels, given as name, value, name, value, …; it may have more. */
  boolean matches(String... wanted) {
    if (wanted.length % 2 != 0) {
      throw new IllegalArgumentException("label without value: " + String.join(", ", wanted));
    }
    for (int i = 0; i < wanted.length; i += 2) {
      if (!wanted[i + 1].equals(labels.get(wanted[i]))) {
        return false;
      }
    }
    return true;
  }
}
