package io.sidelight.core.start;

import org.jspecify.annotations.Nullable;

/** A whole number with a unit, counted in the smallest unit: milliseconds or bytes. */
final class QuantityType extends Type<Long> {
  // Largest first, the names to show; then other spellings of the same.
  private static final String[] TIME_UNITS = {"d", "h", "m", "s", "ms"};
  private static final long[] TIME_FACTORS = {86_400_000, 3_600_000, 60_000, 1000, 1};
  private static final String[] SIZE_UNITS = {
    "GiB", "MiB", "KiB", "B", "GB", "MB", "KB", "G", "M", "K"
  };
  private static final long[] SIZE_FACTORS = {
    1L << 30, 1L << 20, 1L << 10, 1, 1L << 30, 1L << 20, 1L << 10, 1L << 30, 1L << 20, 1L << 10
  };

  private final String[] units;
  private final long[] factors;
  private final long min;
  private final long max;

  private QuantityType(String[] units, long[] factors, long min, long max) {
    this.units = units;
    this.factors = factors;
    this.min = min;
    this.max = max;
  }

  /** A duration in milliseconds. */
  static QuantityType duration(long min, long max) {
    return new QuantityType(TIME_UNITS, TIME_FACTORS, min, max);
  }

  /** A size in bytes; {@code k}, {@code KB} and {@code KiB} all mean 1024. */
  static QuantityType size(long min, long max) {
    return new QuantityType(SIZE_UNITS, SIZE_FACTORS, min, max);
  }

  @Override
  @Nullable Long parse(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    long number = digits(text, end);
    long factor = factor(text.substring(end).trim());
    // Comparing before multiplying keeps the product from overflowing.
    if (number < 0 || factor == 0 || number > max / factor || number * factor < min) {
      return null;
    }
    return Long.valueOf(number * factor);
  }

  /** The number that the first characters spell in ASCII digits, or -1. */
  static long digits(String text, int end) {
    if (end == 0 || end > 15) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number;
  }

  private long factor(String unit) {
    if (unit.isEmpty()) {
      return 1;
    }
    for (int i = 0; i < units.length; i++) {
      if (units[i].equalsIgnoreCase(unit)) {
        return factors[i];
      }
    }
    return 0;
  }

  @Override
  Long unset() {
    return min;
  }

  @Override
  String accepts() {
    String range = show(min) + " to " + show(max);
    return units == TIME_UNITS
        ? "a duration from " + range + ", such as 500ms, 10s or 2m (without a unit: milliseconds)"
        : "a size from " + range + ", such as 64k or 16MiB (without a unit: bytes)";
  }

  @Override
  String show(Long value) {
    if (value == 0) {
      return "0";
    }
    int i = 0;
    while (value % factors[i] != 0) {
      i++;
    }
    return value / factors[i] + units[i];
  }
}
