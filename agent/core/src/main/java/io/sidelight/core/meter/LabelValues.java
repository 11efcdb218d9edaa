package io.sidelight.core.meter;

/** Makes any text fit to be a label value: bounded in length, printable, encodable as UTF-8. */
final class LabelValues {
  /**
   * Longest value kept, in characters. One less than a power of two, so that several lengths can be
   * compared with it at once by or-ing them.
   */
  static final int MAX_LENGTH = 255;

  private static final char REPLACEMENT = '\uFFFD';

  private LabelValues() {}

  /**
   * Cuts what is too long, and replaces control characters and unpaired surrogates by U+FFFD.
   * Returns the very same string, and allocates nothing, when there is nothing to do.
   */
  static String clean(String value) {
    int length = Math.min(value.length(), MAX_LENGTH);
    if (length < value.length() && Character.isHighSurrogate(value.charAt(length - 1))) {
      length--;
    }
    for (int i = 0; i < length; i++) {
      if (isBad(value, i, length)) {
        return replaceBad(value, i, length);
      }
    }
    return length == value.length() ? value : value.substring(0, length);
  }

  private static String replaceBad(String value, int from, int length) {
    StringBuilder clean = new StringBuilder(length).append(value, 0, from);
    for (int i = from; i < length; i++) {
      clean.append(isBad(value, i, length) ? REPLACEMENT : value.charAt(i));
    }
    return clean.toString();
  }

  private static boolean isBad(String value, int i, int length) {
    char c = value.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == length || !Character.isLowSurrogate(value.charAt(i + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return i == 0 || !Character.isHighSurrogate(value.charAt(i - 1));
    }
    return Character.isISOControl(c);
  }
}
