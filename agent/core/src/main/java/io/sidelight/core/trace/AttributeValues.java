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

  /** The bytes that a value keeps alive. */
  static long weigh(@Nullable Object value) {
    if (value instanceof String) {
      return Span.weigh((String) value);
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
