package io.sidelight.core.start;

import org.jspecify.annotations.Nullable;

/** A number from 0 to 1. */
final class RatioType extends Type<Double> {

  @Override
  @Nullable Double parse(String text) {
    if (text.equals("1.0")) {
      // The default, without the classes that parse numbers: this runs at every start.
      return 1.0;
    }
    if (text.length() > 32) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      // Double.parseDouble takes NaN, hexadecimal numbers and type suffixes, too.
      if ("0123456789.eE+-".indexOf(text.charAt(i)) < 0) {
        return null;
      }
    }
    try {
      double ratio = Double.parseDouble(text);
      return ratio >= 0 && ratio <= 1 ? Double.valueOf(ratio) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  @Override
  Double unset() {
    return 0.0;
  }

  @Override
  String accepts() {
    return "a number from 0 to 1";
  }
}
