package io.sidelight.core.trace;

import org.jspecify.annotations.Nullable;

/**
 * The {@code baggage} header of W3C Baggage: checked once, and otherwise handed on as it came. The
 * text comes from whoever calls the application, so it is never trusted to be short or to be free
 * of line breaks.
 */
public final class Baggage {
  /** Characters of a header, which are ASCII; what ends behind is left out. */
  static final int MAX_LENGTH = 8192;

  static final int MAX_MEMBERS = 180;
  static final int MAX_MEMBER_LENGTH = 4096;

  /** What a token of RFC 9110 may consist of, besides letters and digits. */
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  private Baggage() {}

  /**
   * What of {@code header} can be handed on: itself if all of it can, else the members that are
   * valid and within the limits, or null if none is.
   */
  public static @Nullable String clean(@Nullable String header) {
    if (header == null) {
      return null;
    }
    return header.length() <= MAX_LENGTH && isClean(header) ? header : rest(header);
  }

  private static boolean isClean(String header) {
    int members = 0;
    int start = 0;
    while (start <= header.length()) {
      int end = memberEnd(header, start);
      if (!isMember(header, start, end) || ++members > MAX_MEMBERS) {
        return false;
      }
      start = end + 1;
    }
    return true;
  }

  private static @Nullable String rest(String header) {
    StringBuilder kept = new StringBuilder();
    int members = 0;
    int start = 0;
    while (start < Math.min(header.length(), MAX_LENGTH) && members < MAX_MEMBERS) {
      int end = memberEnd(header, start);
      if (end <= MAX_LENGTH && isMember(header, start, end)) {
        if (members > 0) {
          kept.append(',');
        }
        kept.append(header, start, end);
        members++;
      }
      start = end + 1;
    }
    return members == 0 ? null : kept.toString();
  }

  static int memberEnd(String header, int start) {
    int comma = header.indexOf(',', start);
    return comma < 0 ? header.length() : comma;
  }

  /** A pair, and properties behind semicolons, which are pairs or keys. */
  private static boolean isMember(String text, int from, int to) {
    if (to - from > MAX_MEMBER_LENGTH) {
      return false;
    }
    int start = from;
    while (start <= to) {
      int end = partEnd(text, start, to);
      if (!isPart(text, start, end, start == from)) {
        return false;
      }
      start = end + 1;
    }
    return true;
  }

  static int partEnd(String text, int start, int to) {
    return find(';', text, start, to);
  }

  /** Never looks behind {@code to}: many short members must not each search a long header. */
  private static int find(char wanted, String text, int from, int to) {
    int at = from;
    while (at < to && text.charAt(at) != wanted) {
      at++;
    }
    return at;
  }

  /** A property may be empty: that is how some write a semicolon at the end. */
  private static boolean isPart(String text, int from, int to, boolean isPair) {
    int start = skipSpace(text, from, to);
    int end = trimSpace(text, start, to);
    int equals = find('=', text, start, end);
    if (equals == end) {
      return !isPair && isToken(text, start, end);
    }
    int keyEnd = trimSpace(text, start, equals);
    return keyEnd > start
        && isToken(text, start, keyEnd)
        && isValue(text, skipSpace(text, equals + 1, end), end);
  }

  static boolean isToken(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!plain && TOKEN_MARKS.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isValue(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isValueOctet(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  static boolean isValueOctet(char c) {
    return c > ' ' && c <= '~' && c != '"' && c != ',' && c != ';' && c != '\\';
  }

  static int skipSpace(String text, int from, int to) {
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    return from;
  }

  static int trimSpace(String text, int from, int to) {
    while (to > from && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return to;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
