package io.sidelight.core.record;

import io.sidelight.core.record.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

/** A database call under way; see {@link DbRecorder}. */
public final class DbCall extends ClientCall {
  @Nullable SqlStatement sql;
  @Nullable DbServer server;

  /** What the outermost call was made on. */
  @Nullable Object target;

  @Nullable String @Nullable [] parameters;

  /** Whether it is no statement, but controls a transaction. */
  boolean controls;

  DbCall(ThreadState thread) {
    super(thread);
  }

  /** The statement or connection that was called; null once the call has ended. */
  public @Nullable Object target() {
    return target;
  }

  void clear() {
    sql = null;
    server = null;
    target = null;
    parameters = null;
    controls = false;
  }
}
