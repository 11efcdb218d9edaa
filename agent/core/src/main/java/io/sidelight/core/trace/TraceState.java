package io.sidelight.core.trace;

import org.jspecify.annotations.Nullable;

/**
 * The {@code tracestate} header: checked against the grammar of W3C Trace Context, and otherwise
 * handed on as it came. The text comes from whoever calls the application, so it is never trusted
 * to be short or to be free of line breaks.
 */
final class TraceState {
  /**
   * The specification asks for 512 characters at least; vendors with several entries need a little
   * more.
   */
  static final int MAX_LENGTH = 2048;

  private static final int MAX_MEMBERS = 32;
  private static final int MAX_PART = 256;

  private TraceState() {}

  /** {@code header} when it can be handed on, otherwise null. */
  static @Nullable String clean(@Nullable String header) {
    if (header == null || header.length() > MAX_LENGTH) {
      return null;
    }
    int members = 0;
    int start = 0;
    while (start <= header.length()) {
      int comma = header.indexOf(',', start);
      int end = comma < 0 ? header.length() : comma;
      int from = skipSpace(header, start, end);
      int to = trimSpace(header, from, end);
      if (from < to) {
        if (!isMember(header, from, to)) {
          return null;
        }
        members++;
      }
      start = end + 1;
    }
    return members == 0 || members > MAX_MEMBERS ? null : header;
  }

  private static boolean isMember(String text, int from, int to) {
    int equals = text.indexOf('=', from);
    if (equals <= from || equals >= to - 1) {
      return false;
    }
    return isKey(text, from, equals) && isValue(text, equals + 1, to);
  }

  private static boolean isKey(String text, int from, int to) {
    if (to - from > MAX_PART || !isKeyStart(text.charAt(from))) {
      return false;
    }
    for (int i = from + 1; i < to; i++) {
      char c = text.charAt(i);
      if (!isKeyStart(c) && "_-*/@".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isKeyStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  private static boolean isValue(String text, int from, int to) {
    if (to - from > MAX_PART) {
      return false;
    }
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '=') {
        return false;
      }
    }
    return true;
  }

  private static int skipSpace(String text, int from, int to) {
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    return from;
  }

  private static int trimSpace(String text, int from, int to) {
    while (to > from && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return to;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
