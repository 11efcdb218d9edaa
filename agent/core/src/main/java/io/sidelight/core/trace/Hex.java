package io.sidelight.core.trace;

/** Lower-case hexadecimal digits of 64-bit ids. */
final class Hex {
  private static final char[] DIGITS = "0123456789abcdef".toCharArray();

  private Hex() {}

  /** Writes the 16 digits of {@code value} into {@code target} from {@code offset} on. */
  static void write(long value, char[] target, int offset) {
    for (int i = 15; i >= 0; i--) {
      target[offset + i] = DIGITS[(int) value & 0xf];
      value >>>= 4;
    }
  }

  /** Whether the characters from {@code start} to {@code end}, exclusive, are lower-case digits. */
  static boolean isHex(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (digit(c) < 0 || (c >= 'A' && c <= 'F')) {
        return false;
      }
    }
    return true;
  }

  /** The value of at most 16 digits, which the caller has checked. */
  static long read(String text, int start, int end) {
    long value = 0;
    for (int i = start; i < end; i++) {
      value = value << 4 | digit(text.charAt(i));
    }
    return value;
  }

  /** The value of a digit in either case; -1 if it is none. */
  static int digit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
      return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
  }
}
