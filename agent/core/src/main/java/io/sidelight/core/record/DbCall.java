package io.sidelight.core.record;

import io.sidelight.core.record.sql.SqlStatement;
import org.jspecify.annotations.Nullable;

/** A database call under way; see {@link DbRecorder}. */
public final class DbCall extends ClientCall {
  @Nullable SqlStatement sql;
  @Nullable DbServer server;

  DbCall() {}
}
