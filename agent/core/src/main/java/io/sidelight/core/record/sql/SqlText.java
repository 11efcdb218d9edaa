package io.sidelight.core.record.sql;

/** The masked text while it grows. Not thread-safe. */
final class SqlText {
  private final StringBuilder out;
  private final int max;

  /** Where the list of literals after {@code IN (} begins, -1 outside of one. */
  private int listStart = -1;

  private int listItems;

  SqlText(int expected, int max) {
    this.out = new StringBuilder(Math.min(expected, max) + 16);
    this.max = max;
  }

  /** Copies what is neither a literal nor part of a list of literals. */
  void copy(String sql, int start, int end) {
    listStart = -1;
    append(sql, start, end);
  }

  void copySpace(char c) {
    if (hasRoom()) {
      out.append(c);
    }
  }

  void comma() {
    if (hasRoom()) {
      out.append(',');
    }
  }

  /** A literal, or a parameter that looks like one. */
  void literal() {
    listItems++;
    if (hasRoom()) {
      out.append('?');
    }
  }

  void open(boolean afterIn) {
    copy("(", 0, 1);
    if (afterIn && hasRoom()) {
      listStart = out.length();
      listItems = 0;
    }
  }

  void close() {
    if (listStart >= 0 && listItems > 0) {
      out.setLength(listStart);
      out.append('?');
    }
    copy(")", 0, 1);
  }

  /** Keeps two words apart that only a comment has separated. */
  void separate() {
    int length = out.length();
    if (length > 0
        && (SqlChars.continuesName(out.charAt(length - 1)) || out.charAt(length - 1) == '?')) {
      copySpace(' ');
    }
  }

  /**
   * The text, at most the limit long; {@code sql} itself when nothing was masked, so that it is not
   * held twice.
   */
  String finish(String sql) {
    if (out.length() > max) {
      out.setLength(max);
      if (max > 0 && Character.isHighSurrogate(out.charAt(max - 1))) {
        out.setLength(max - 1);
      }
    }
    return sql.contentEquals(out) ? sql : out.toString();
  }

  /** A list is collected in full, however long: most of it goes when it closes. */
  private boolean hasRoom() {
    return out.length() < max || listStart >= 0;
  }

  private void append(String sql, int start, int end) {
    if (hasRoom()) {
      // One more than fits, so that a pair of surrogates is not taken apart unseen.
      out.append(sql, start, Math.min(end, start + max - Math.min(out.length(), max) + 1));
    }
  }
}
