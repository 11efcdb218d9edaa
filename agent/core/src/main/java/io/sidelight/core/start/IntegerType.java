package io.sidelight.core.start;

import org.jspecify.annotations.Nullable;

/** A whole number between two bounds, both included and not negative. */
final class IntegerType extends Type<Integer> {
  private final int min;
  private final int max;

  IntegerType(int min, int max) {
    this.min = min;
    this.max = max;
  }

  @Override
  @Nullable Integer parse(String text) {
    long number = QuantityType.digits(text, text.length());
    return number >= min && number <= max ? Integer.valueOf((int) number) : null;
  }

  @Override
  Integer unset() {
    return min;
  }

  @Override
  String accepts() {
    return "a whole number from " + min + " to " + max;
  }
}
