package io.sidelight.core.trace;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What all spans of one kind of call say: their name and attributes, worked out once and encoded
 * once. Immutable and thread-safe.
 */
public final class SpanTemplate {
  private static final int OWN_WEIGHT = 96;

  final String name;

  /** Keys and values in turn. */
  final Object[] pairs;

  /** The bytes that it keeps alive. A span counts them as if they were its own. */
  final int weight;

  /** The export thread's own: what {@link SpanEncoder} has made of it. */
  byte @Nullable [] encoded;

  /** Where in that the attributes begin, behind the name. */
  int encodedName;

  private SpanTemplate(String name, Object[] pairs) {
    this.name = name;
    this.pairs = pairs;
    // Once as objects, and once encoded, with up to three bytes for each char.
    long texts = 2 * (AttributeValues.weigh(name) + AttributeValues.weighPairs(pairs));
    this.weight = (int) Math.min(OWN_WEIGHT + texts, Integer.MAX_VALUE);
  }

  /**
   * A template of this tracer's.
   *
   * @param attributes keys and values in turn, constants and texts or numbers; what has a null for
   *     its value is left out
   */
  static SpanTemplate of(SpanLimits limits, String name, @Nullable Object... attributes) {
    return new SpanTemplate(limits.cut(name), AttributeValues.pairs(attributes, limits));
  }

  /** How many attributes. */
  int count() {
    return pairs.length >> 1;
  }

  /**
   * Whether one of these has the key of an attribute of the template's.
   *
   * @param slots keys and values in turn, of which so many pairs are in use
   */
  boolean hasAnyOf(Object @Nullable [] slots, int used) {
    for (int i = 0; slots != null && i < used << 1; i += 2) {
      for (int j = 0; j < pairs.length; j += 2) {
        if (AttributeValues.isSame(slots[i], (String) pairs[j])) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return name + Arrays.toString(pairs);
  }
}
