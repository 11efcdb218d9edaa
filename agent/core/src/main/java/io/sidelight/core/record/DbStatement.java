package io.sidelight.core.record;

import io.sidelight.core.record.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

/** What is known of a statement object of the application's before it runs. */
final class DbStatement {
  final @Nullable DbServer server;

  /** What was prepared; null for a statement that gets its text when it runs. */
  final @Nullable SqlStatement sql;

  /** The first text of a batch; written and read by the statement's user only. */
  @Nullable SqlStatement batched;

  /** What it runs, or has run last. Like {@link #batched}. */
  @Nullable SqlStatement ran;

  /** What is being read of its result. Like {@link #batched}. */
  @Nullable DbFetch fetch;

  /**
   * What its placeholders stand for, as texts; null unless that is wanted. Like {@link #batched}.
   */
  @Nullable String @Nullable [] parameters;

  DbStatement(@Nullable DbServer server, @Nullable SqlStatement sql) {
    this.server = server;
    this.sql = sql;
  }
}
