package io.sidelight.core.record.sql;

/** A position in a SQL text, and the ways to move on. Not thread-safe. */
abstract class SqlCursor {
  /**
   * Longer digit sequences after {@code ?}, {@code $} and {@code :} are masked: no statement has so
   * many parameters.
   */
  private static final int MAX_PARAMETER_DIGITS = 5;

  final String sql;
  final int end;
  final SqlTokens tokens;
  int pos;

  /** The end of the line that was looked at last, and the last quote in it. */
  private int lineEnd = -1;

  private int lastQuoteInLine = -1;

  SqlCursor(String sql, int end, SqlTokens tokens) {
    this.sql = sql;
    this.end = end;
    this.tokens = tokens;
  }

  /** Whether it matters for the lines below if the rest of this line is a comment. */
  final boolean quoteAndNewlineFollow() {
    if (pos >= lineEnd) {
      lineEnd = SqlChars.endOfLine(sql, pos, end);
      for (int i = pos; i < lineEnd; i++) {
        char c = sql.charAt(i);
        if (c == '\''
            || c == '"'
            || c == '`'
            || c == '$'
            || (c == '*' && i > pos && sql.charAt(i - 1) == '/')) {
          lastQuoteInLine = i;
        }
      }
    }
    return lineEnd < end && lastQuoteInLine > pos;
  }

  /** How many digits of a parameter's number may be shown: all or none. */
  final int parameterDigits(int from) {
    int stop = from;
    while (stop < end && SqlChars.isDigit(sql.charAt(stop))) {
      stop++;
    }
    return stop - from <= MAX_PARAMETER_DIGITS && !SqlChars.startsName(at(stop)) ? stop - from : 0;
  }

  /** A parameter of one sign and {@code length} more characters. */
  final void parameter(int length) {
    tokens.parameter(pos, pos + 1 + length);
    pos += 1 + length;
  }

  final void symbol(int length) {
    tokens.symbol(pos, pos + length);
    pos += length;
  }

  final void comment(int stop) {
    tokens.comment(stop);
    pos = stop;
  }

  /** Masks up to {@code stop}, or all the rest when that is -1. */
  final void literal(int stop) {
    pos = stop < 0 ? end : stop;
    tokens.literal(pos);
  }

  /** Shows up to {@code stop}; masks all the rest when that is -1. */
  final void quotedName(int stop) {
    if (stop < 0) {
      literal(-1);
    } else {
      tokens.name(pos, stop);
      pos = stop;
    }
  }

  final char at(int index) {
    return index >= 0 && index < end ? sql.charAt(index) : 0;
  }
}
