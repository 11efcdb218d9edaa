package io.sidelight.core.record;

import io.sidelight.core.meter.Meters;
import io.sidelight.core.record.sql.SqlStatement;
import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanContext;
import io.sidelight.core.trace.SpanKind;
import io.sidelight.core.trace.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * All rules about reading the rows of results. What has been read is kept with the result set, and
 * with the statement whose result it is. Thread-safe.
 */
public final class FetchRecorder {
  private final Meters meters;
  private final Tracer tracer;
  private final DbStatements statements;
  private final long waitNanos;
  private final HeldState<DbFetch> results = new HeldState<>(DbFetch.class);

  /**
   * @param statements what is known of them
   * @param waitNanos reading that takes so long has a span of its own
   */
  FetchRecorder(Meters meters, Tracer tracer, DbStatements statements, long waitNanos) {
    this.meters = meters;
    this.tracer = tracer;
    this.statements = statements;
    this.waitNanos = waitNanos;
  }

  /**
   * A row is about to be read.
   *
   * @return what {@link #endNext} takes; null inside another call; {@link DbFetch#UNKNOWN} if
   *     nothing has been read of this result yet
   */
  public @Nullable DbFetch beginNext(Object resultSet) {
    ThreadState thread = ThreadState.get();
    if (thread.reads || thread.db.isActive()) {
      return null;
    }
    DbFetch fetch = results.get(resultSet);
    return fetch == null || fetch.stale ? DbFetch.UNKNOWN : fetch.beginNext(thread);
  }

  /**
   * A row is about to be read of what was {@link DbFetch#UNKNOWN}.
   *
   * @param statement whose result it is
   * @param portion how many rows the driver asks for at once; 0 if that is not known, negative if
   *     it may wait for any of them
   * @return what {@link #endNext} takes; null if the statement is not known
   */
  public @Nullable DbFetch beginNext(Object resultSet, Object statement, int portion) {
    DbStatement known = statements.get(statement);
    if (known == null) {
      return null;
    }
    if (known instanceof DbFetch) {
      finish((DbFetch) known);
    }
    ThreadState thread = ThreadState.get();
    DbFetch fetch = new DbFetch(known, thread.span, portion);
    statements.put(statement, fetch);
    results.put(resultSet, fetch);
    return fetch.beginNext(thread);
  }

  /**
   * What {@link #beginNext} began has ended.
   *
   * @param row whether there was one; if not, the result set is at its end
   */
  public void endNext(DbFetch fetch, boolean row) {
    fetch.endNext(row);
    if (!row) {
      finish(fetch);
    }
  }

  /** Nothing more will be read of a result set. */
  public void closed(Object resultSet) {
    ThreadState thread = ThreadState.get();
    if (!thread.reads && !thread.db.isActive()) {
      DbFetch fetch = results.get(resultSet);
      if (fetch != null) {
        finish(fetch);
        results.release(resultSet);
      }
    }
  }

  /** A statement is about to run; nothing more will be read of what it has run before. */
  void runs(DbStatement known) {
    if (known instanceof DbFetch) {
      finish((DbFetch) known);
      ((DbFetch) known).stale = true;
    }
  }

  private void finish(DbFetch fetch) {
    if (fetch.over) {
      return;
    }
    fetch.over = true;
    SqlStatement sql = fetch.query();
    DbServer server = fetch.server == null ? DbServer.UNKNOWN : fetch.server;
    DbQuery query = DbQuery.of(meters, tracer, sql, server);
    query.fetch().record(fetch.nanos);
    query.rows().record(fetch.rows);
    SpanContext parent = fetch.parent;
    fetch.parent = null;
    if (fetch.nanos >= waitNanos && parent != null) {
      SpanContext context = tracer.start(parent, SpanKind.CLIENT, fetch.startNanos);
      if (context instanceof Span) {
        Span span = (Span) context;
        span.name("FETCH " + sql);
        span.attribute("db.system.name", server.system);
        span.attribute("db.query.summary", sql.summary());
        span.attribute("db.response.returned_rows", fetch.rows);
        span.attribute("sidelight.fetch.seconds", fetch.nanos / 1e9);
        span.end(fetch.endNanos);
      }
    }
  }
}
