package io.sidelight.core.record.sql;

/** The characters of SQL, and where its quoted things end. Stateless. */
final class SqlChars {
  /**
   * Longer tags of dollar quotes are taken as unterminated, so that the search for their end stays
   * linear.
   */
  private static final int MAX_TAG = 64;

  private SqlChars() {}

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean startsName(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
  }

  static boolean continuesName(char c) {
    return startsName(c) || isDigit(c) || c == '$' || c == '#';
  }

  static int endOfName(String sql, int start, int end) {
    int i = start;
    while (i < end
        && (continuesName(sql.charAt(i))
            // Oracle's table@link
            || (sql.charAt(i) == '@'
                && i > start
                && i + 1 < end
                && startsName(sql.charAt(i + 1))))) {
      i++;
    }
    return i;
  }

  /**
   * The end of a number, with everything that clings to it: {@code 1_000}, {@code 0xFF}, {@code
   * 1.5e-3}, {@code 10L}.
   */
  static int endOfNumber(String sql, int start, int end) {
    boolean hex =
        start + 1 < end && sql.charAt(start) == '0' && (sql.charAt(start + 1) | 0x20) == 'x';
    int i = start;
    while (i < end) {
      char c = sql.charAt(i);
      boolean sign =
          (c == '-' || c == '+')
              && !hex
              && i > start
              && (sql.charAt(i - 1) | 0x20) == 'e'
              && i + 1 < end
              && isDigit(sql.charAt(i + 1));
      if (!startsName(c) && !isDigit(c) && c != '.' && !sign) {
        return i;
      }
      i++;
    }
    return i;
  }

  /**
   * The index after the closing quote, or -1 when the rest of the text must be taken for a part of
   * the literal: it is not closed, or it depends on the database whether a backslash hides the
   * quote.
   */
  static int endOfQuoted(String sql, int start, int end, boolean backslashEscapes) {
    char quote = sql.charAt(start);
    int i = start + 1;
    while (i < end) {
      char c = sql.charAt(i);
      if (c == '\\' && quote != '`') {
        int run = i;
        while (i < end && sql.charAt(i) == '\\') {
          i++;
        }
        boolean hides = ((i - run) & 1) == 1;
        if (hides && backslashEscapes) {
          i++;
        } else if (hides && i < end && sql.charAt(i) == quote) {
          return -1;
        }
      } else if (c != quote) {
        i++;
      } else if (i + 1 < end && sql.charAt(i + 1) == quote) {
        i += 2;
      } else {
        return i + 1;
      }
    }
    return -1;
  }

  /**
   * Oracle's {@code q'[…]'}; {@code start} is at the quote. The index after it, -1 when it is not
   * closed.
   */
  static int endOfOracleQuoted(String sql, int start, int end) {
    if (start + 1 >= end) {
      return -1;
    }
    char open = sql.charAt(start + 1);
    int pair = "[{(<".indexOf(open);
    char close = pair < 0 ? open : "]})>".charAt(pair);
    for (int i = start + 2; i + 1 < end; i++) {
      if (sql.charAt(i) == close && sql.charAt(i + 1) == '\'') {
        return i + 2;
      }
    }
    return -1;
  }

  /**
   * PostgreSQL's {@code $tag$…$tag$}. The index after it, -1 when it is not closed, {@code start}
   * when there is no dollar quote at {@code start}.
   */
  static int endOfDollarQuoted(String sql, int start, int end) {
    int tag = start + 1;
    while (tag < end
        && (startsName(sql.charAt(tag)) || (tag > start + 1 && isDigit(sql.charAt(tag))))) {
      tag++;
    }
    if (tag >= end || sql.charAt(tag) != '$') {
      return start;
    }
    int length = tag + 1 - start;
    if (length > MAX_TAG) {
      return -1;
    }
    for (int i = tag + 1; i + length <= end; i++) {
      if (sql.charAt(i) == '$' && sql.regionMatches(i, sql, start, length)) {
        return i + length;
      }
    }
    return -1;
  }

  /**
   * The index after a block comment; comments nest, as in PostgreSQL and SQL Server. An open one
   * ends with the text.
   */
  static int endOfBlockComment(String sql, int start, int end) {
    int depth = 0;
    int i = start;
    while (i + 1 < end) {
      char c = sql.charAt(i);
      char next = sql.charAt(i + 1);
      if (c == '/' && next == '*') {
        depth++;
        i += 2;
      } else if (c == '*' && next == '/') {
        depth--;
        i += 2;
        if (depth == 0) {
          return i;
        }
      } else {
        i++;
      }
    }
    return end;
  }

  static int endOfLine(String sql, int start, int end) {
    int i = start;
    while (i < end && sql.charAt(i) != '\n') {
      i++;
    }
    return i;
  }

  /**
   * The index after SQL Server's {@code [name]}, or -1 when the bracket is something else, such as
   * an array. Names that could be expressions are refused.
   */
  static int endOfBracketed(String sql, int start, int end) {
    int last = Math.min(end, start + 130);
    if (start + 1 >= last || !startsName(sql.charAt(start + 1)) && sql.charAt(start + 1) != '#') {
      return -1;
    }
    for (int i = start + 1; i < last; i++) {
      char c = sql.charAt(i);
      if (c == ']') {
        return i + 1;
      }
      boolean hyphen = c == '-' && i + 1 < last && startsName(sql.charAt(i + 1));
      if (!continuesName(c) && c != ' ' && c != '@' && c != '.' && !hyphen) {
        return -1;
      }
    }
    return -1;
  }
}
