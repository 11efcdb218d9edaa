package io.sidelight.core.record;

import io.sidelight.core.record.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a statement object of the application's before it runs. Prepared statements with
 * the same text share one that says no more, until there is more to say.
 */
class DbStatement {
  final @Nullable DbServer server;

  /** What was prepared; null for a statement that gets its text when it runs. */
  final @Nullable SqlStatement sql;

  /** The first text of a batch; written and read by the statement's user only. */
  @Nullable SqlStatement batched;

  /** What it runs, or has run last. Like {@link #batched}. */
  @Nullable SqlStatement ran;

  /**
   * What its placeholders stand for, as texts; null unless that is wanted. Like {@link #batched}.
   */
  @Nullable String @Nullable [] parameters;

  /** Whether this is nobody's own: then it is never written to. */
  final boolean isShared;

  DbStatement(@Nullable DbServer server, @Nullable SqlStatement sql) {
    this(server, sql, false);
  }

  private DbStatement(@Nullable DbServer server, @Nullable SqlStatement sql, boolean isShared) {
    this.server = server;
    this.sql = sql;
    this.isShared = isShared;
  }

  static DbStatement shared(DbServer server, SqlStatement sql) {
    return new DbStatement(server, sql, true);
  }
}
