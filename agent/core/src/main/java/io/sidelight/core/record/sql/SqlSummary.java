package io.sidelight.core.record.sql;

import org.jspecify.annotations.Nullable;

/** The operations and targets found so far, within their limits. Not thread-safe. */
final class SqlSummary {
  private static final int MAX_LENGTH = 255;
  private static final int MAX_TABLE = 128;

  private final String sql;
  private final StringBuilder out = new StringBuilder(48);

  /** Once one part did not fit, later ones would misrepresent the order. */
  private boolean full;

  private @Nullable String operation;
  private @Nullable String operationOfCte;
  private String table = "";
  private String tableOfCte = "";

  SqlSummary(String sql) {
    this.sql = sql;
  }

  boolean isEmpty() {
    return out.length() == 0;
  }

  /**
   * Notes which operation it is; of a statement with common table expressions, the one behind them.
   */
  void operation(String name, boolean inCte) {
    if (inCte && operationOfCte == null) {
      operationOfCte = name;
    } else if (!inCte && operation == null) {
      operation = name;
    }
  }

  void target(int start, int end, boolean inCte) {
    append(start, end);
    if (inCte && tableOfCte.isEmpty()) {
      tableOfCte = bare(start, end);
    } else if (!inCte && table.isEmpty()) {
      table = bare(start, end);
    }
  }

  /** Adds one operation or target as written; all or nothing of it. */
  void append(int start, int end) {
    int space = out.length() == 0 ? 0 : 1;
    if (full || out.length() + space + (end - start) > MAX_LENGTH) {
      full = true;
      return;
    }
    if (space == 1) {
      out.append(' ');
    }
    for (int i = start; i < end; i++) {
      char c = sql.charAt(i);
      out.append(c < ' ' ? ' ' : c);
    }
  }

  /** A point to which {@link #retract} can return. */
  int length() {
    return out.length();
  }

  /**
   * Takes back what was appended since the summary was {@code length} long, and the table when it
   * is from there.
   */
  void retract(int length, boolean tableToo) {
    out.setLength(Math.min(length, out.length()));
    if (tableToo) {
      table = "";
    }
  }

  boolean hasTable() {
    return !table.isEmpty();
  }

  SqlStatement statement(String text) {
    String main = operation != null ? operation : operationOfCte;
    return new SqlStatement(
        main == null ? SqlStatement.OTHER : main,
        table.isEmpty() ? tableOfCte : table,
        out.toString(),
        text);
  }

  /** The name without its quotes, with every character that is none of an identifier replaced. */
  private String bare(int start, int end) {
    StringBuilder bare = new StringBuilder(Math.min(end - start, MAX_TABLE));
    for (int i = start; i < end && bare.length() < MAX_TABLE; i++) {
      char c = sql.charAt(i);
      if (Character.isLetterOrDigit(c)
          || c == '_'
          || c == '$'
          || c == '#'
          || c == '@'
          || c == '-'
          || c == '.') {
        bare.append(c);
      } else if (c != '"' && c != '`' && c != '[' && c != ']') {
        bare.append('_');
      }
    }
    return bare.toString();
  }
}
