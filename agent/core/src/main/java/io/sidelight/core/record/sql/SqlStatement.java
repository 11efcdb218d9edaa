package io.sidelight.core.record.sql;

import org.jspecify.annotations.Nullable;

/**
 * What may be said about one SQL text: a bounded operation, its first target, a summary and the
 * text without its literals. Follows "Sanitization of db.query.text" and "Generating a summary of
 * the query" of the OpenTelemetry database span conventions. Immutable, but for its companion.
 */
public final class SqlStatement {
  /** Characters of a text that are looked at; what is beyond never influences a statement. */
  static final int MAX_SCANNED = 8192;

  static final int DEFAULT_MAX_TEXT = 2048;
  static final String OTHER = "OTHER";
  static final SqlStatement NONE = new SqlStatement(OTHER, "", "", "");

  private final String operation;
  private final String table;
  private final String summary;
  private final String text;
  private volatile @Nullable Object companion;

  SqlStatement(String operation, String table, String summary, String text) {
    this.operation = operation;
    this.table = table;
    this.summary = summary;
    this.text = text;
  }

  /** What may be said about a text that nobody knows. */
  public static SqlStatement none() {
    return NONE;
  }

  /**
   * Scans a text without caching the result. Never throws; linear in the text, up to {@link
   * #MAX_SCANNED} characters.
   */
  static SqlStatement parse(@Nullable String sql, int maxText) {
    if (sql == null || sql.isEmpty()) {
      return NONE;
    }
    return SqlScanner.scan(sql, Math.min(sql.length(), MAX_SCANNED), maxText);
  }

  /**
   * The first operation of the statement itself, in upper case: {@code INSERT} for {@code with x as
   * (select …) insert …}. One of a fixed vocabulary, {@code OTHER} when none is recognised, so that
   * it is safe as a metric label.
   */
  public String operation() {
    return operation;
  }

  /**
   * The first target (table, view, procedure, …) in the letter case of the text, with its schema
   * when written, without quotes. Holds letters, digits and {@code _ $ # @ - .} only, at most 128
   * characters; empty when there is none. How many different ones there are is up to the
   * application.
   */
  public String table() {
    return table;
  }

  /**
   * The value of {@code db.query.summary}: operations and targets as written, in source order, at
   * most 255 characters.
   */
  public String summary() {
    return summary;
  }

  /**
   * The value of {@code db.query.text}: comments left out, every literal replaced by {@code ?},
   * lists of literals after {@code IN} collapsed to one; cut to the limit between two code points.
   */
  public String text() {
    return text;
  }

  /** What a recorder has worked out from this; see {@link #companion(Object)}. */
  public @Nullable Object companion() {
    return companion;
  }

  /**
   * Keeps what follows from this statement for as long as the statement itself is kept. Only the
   * last one is, and {@link #none()} is shared by all recorders: whoever asks must see whether it
   * is theirs.
   */
  public void companion(@Nullable Object worked) {
    companion = worked;
  }

  @Override
  public String toString() {
    return summary.isEmpty() ? operation : summary;
  }
}
