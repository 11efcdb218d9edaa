package io.sidelight.core.start;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The lines that tell a person what is wrong with the configuration: bounded, safe to print. */
final class Messages {
  /** More lines than this help nobody; the rest is counted. */
  static final int MAX_LINES = 40;

  /** Longest piece of foreign text in a line, in characters. */
  static final int MAX_QUOTE = 80;

  private final List<String> lines = new ArrayList<String>(4);
  private int more;

  void add(String line) {
    if (full()) {
      more++;
    } else {
      lines.add(line);
    }
  }

  /** Whether a further line would only be counted: time to save the effort. */
  boolean full() {
    return lines.size() >= MAX_LINES;
  }

  List<String> toList() {
    List<String> all = new ArrayList<String>(lines);
    if (more > 0) {
      all.add("... and " + more + " more problems of the configuration");
    }
    return Collections.unmodifiableList(all);
  }

  /** The reason that an exception gives. */
  static String reason(Exception e) {
    String message = e.getMessage();
    return e.getClass().getSimpleName() + (message == null ? "" : " " + quote(message));
  }

  /** Foreign text between quotes: escaped, and cut to what a line can hold. */
  static String quote(String text) {
    return "'" + escape(text, MAX_QUOTE) + "'";
  }

  /** Foreign text without characters that could forge or hide a line, and not much longer. */
  static String escape(String text, int max) {
    StringBuilder escaped = new StringBuilder(Math.min(text.length(), max) + 8);
    int i = 0;
    while (i < text.length() && i < max) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (isPlain(c)) {
        escaped.appendCodePoint(c);
      } else {
        String hex = Integer.toHexString(c);
        escaped.append("\\u").append("0000", 0, Math.max(0, 4 - hex.length())).append(hex);
      }
    }
    return escaped.append(i < text.length() ? "..." : "").toString();
  }

  private static boolean isPlain(int c) {
    if (c >= ' ' && c < 0x7f) {
      return true;
    }
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && type != Character.SURROGATE
        && type != Character.UNASSIGNED
        && type != Character.PRIVATE_USE;
  }
}
