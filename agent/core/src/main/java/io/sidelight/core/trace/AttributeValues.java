package io.sidelight.core.trace;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values of attributes as spans keep them: a String, Long, Boolean or Double, or an array of these.
 * What an application gives is brought into this form at once, so that nothing of its own is kept.
 */
final class AttributeValues {
  /** More would be a document, not an attribute. */
  private static final int MAX_ELEMENTS = 1024;

  /** Of a text without its letters. */
  private static final int STRING_WEIGHT = 40;

  private AttributeValues() {}

  /** The value as it is kept, cut to the limits; null if there is none. */
  static @Nullable Object of(@Nullable Object value, SpanLimits limits) {
    if (value == null) {
      return null;
    }
    if (value instanceof List) {
      return array(((List<?>) value).toArray(), limits);
    }
    return value.getClass().isArray() ? array(value, limits) : single(value, limits);
  }

  private static @Nullable Object single(@Nullable Object value, SpanLimits limits) {
    if (value == null) {
      return null;
    }
    if (value instanceof Boolean || value instanceof Double) {
      return value;
    }
    if (value instanceof Float) {
      return ((Float) value).doubleValue();
    }
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return LongBoxes.box(((Number) value).longValue());
    }
    return limits.cut(String.valueOf(value));
  }

  private static @Nullable Object[] array(Object values, SpanLimits limits) {
    @Nullable Object[] kept = new @Nullable Object[Math.min(Array.getLength(values), MAX_ELEMENTS)];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = single(Array.get(values, i), limits);
    }
    return kept;
  }

  /**
   * Keys and values in turn, each value as it is kept. Pairs without a key or a value are left out,
   * and so are those beyond the limit.
   */
  static Object[] pairs(@Nullable Object[] given, SpanLimits limits) {
    Object[] kept = new Object[Math.min(given.length / 2, limits.attributeCount) * 2];
    int used = 0;
    for (int i = 0; i + 1 < given.length && used < kept.length; i += 2) {
      Object key = given[i];
      Object value = of(given[i + 1], limits);
      if (key != null && value != null) {
        kept[used++] = key;
        kept[used++] = value;
      }
    }
    return used == kept.length ? kept : Arrays.copyOf(kept, used);
  }

  /**
   * Whether a key is the one that is known. Constants are mostly identical; the hash of a string is
   * kept by it, so that others rarely compare letters.
   */
  @SuppressWarnings("ReferenceEquality")
  static boolean isSame(Object known, String key) {
    return known == key || (known.hashCode() == key.hashCode() && known.equals(key));
  }

  /** The bytes of an array of which so many pairs are in use; keys are constants. */
  static long weighSlots(Object[] slots, int pairs) {
    long bytes = 4L * slots.length;
    for (int i = 1; i < pairs << 1; i += 2) {
      bytes += weigh(slots[i]);
    }
    return bytes;
  }

  /** The bytes that a value, or another text of a span's, keeps alive; none if it is null. */
  static long weigh(@Nullable Object value) {
    if (value instanceof String) {
      return STRING_WEIGHT + 2L * ((String) value).length();
    }
    long bytes = 0;
    if (value instanceof Object[]) {
      for (Object element : (Object[]) value) {
        bytes += 24 + weigh(element);
      }
    }
    return bytes;
  }

  /** The bytes that keys and values in turn keep alive; keys count, too. */
  static long weighPairs(Object[] pairs) {
    long bytes = 0;
    for (Object each : pairs) {
      bytes += 8 + weigh(each);
    }
    return bytes;
  }
}
