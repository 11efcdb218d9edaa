package io.sidelight.core.trace;

/** Texts of others for the log. */
final class Texts {
  private static final int MAX_LENGTH = 300;

  private Texts() {}

  /** {@code text} on one line of bearable length, so that nobody can forge lines of the log. */
  static String printable(String text) {
    int length = Math.min(text.length(), MAX_LENGTH);
    StringBuilder result = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      result.append(Character.isISOControl(c) ? ' ' : c);
    }
    return result.toString();
  }
}
