package io.sidelight.core.record;

import io.sidelight.core.meter.Meters;
import io.sidelight.core.record.sql.SqlStatement;
import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanContext;
import io.sidelight.core.trace.SpanKind;
import io.sidelight.core.trace.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * All rules about reading the rows of results. What is being read is kept with the statement whose
 * result it is, and the last of it with the thread. Thread-safe.
 */
public final class FetchRecorder {
  private final Meters meters;
  private final Tracer tracer;
  private final DbStatements statements;
  private final long waitNanos;

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
   * @return what {@link #endNext} takes; null inside another call; {@link DbFetch#UNKNOWN} if this
   *     thread has read another result set since, or nothing of this one yet
   */
  public @Nullable DbFetch beginNext(Object resultSet) {
    ThreadState thread = ThreadState.get();
    if (thread.reads || thread.db.isActive()) {
      return null;
    }
    DbFetch fetch = thread.fetch;
    return fetch != null && fetch.get() == resultSet ? fetch.beginNext(thread) : DbFetch.UNKNOWN;
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
    ThreadState thread = ThreadState.get();
    DbFetch fetch = known.fetch;
    if (fetch == null || fetch.get() != resultSet) {
      finish(thread, known);
      SqlStatement sql = known.ran == null ? known.sql : known.ran;
      fetch =
          new DbFetch(
              resultSet,
              sql == null ? SqlStatement.none() : sql,
              known.server == null ? DbServer.UNKNOWN : known.server,
              thread.span,
              portion);
      known = statements.own(statement, known);
      known.fetch = fetch;
    }
    thread.fetch = fetch;
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

  /**
   * Nothing more will be read of a result set.
   *
   * @return false if it takes {@link #closed(Object, Object)} to know what has been read of it
   */
  public boolean closed(Object resultSet) {
    ThreadState thread = ThreadState.get();
    if (thread.reads || thread.db.isActive()) {
      return true;
    }
    DbFetch fetch = thread.fetch;
    if (fetch == null || fetch.get() != resultSet) {
      return false;
    }
    finish(fetch);
    return true;
  }

  /**
   * Nothing more will be read of a result set.
   *
   * @param statement whose result it is
   */
  public void closed(Object resultSet, Object statement) {
    DbStatement known = statements.get(statement);
    DbFetch fetch = known == null ? null : known.fetch;
    if (fetch != null && fetch.get() == resultSet) {
      finish(fetch);
    }
  }

  /** Nothing more will be read of what a statement has run before. */
  void finish(ThreadState thread, DbStatement known) {
    DbFetch fetch = known.fetch;
    if (fetch != null) {
      known.fetch = null;
      if (thread.fetch == fetch) {
        thread.fetch = null;
      }
      finish(fetch);
    }
  }

  private void finish(DbFetch fetch) {
    if (fetch.over) {
      return;
    }
    fetch.over = true;
    SqlStatement sql = fetch.sql;
    meters.dbFetch.series(sql.operation(), sql.table()).record(fetch.nanos);
    meters
        .dbRows
        .series(fetch.server.system, fetch.server.namespace, sql.operation(), sql.table())
        .record(fetch.rows);
    SpanContext parent = fetch.parent;
    fetch.parent = null;
    if (fetch.nanos >= waitNanos && parent != null) {
      SpanContext context = tracer.start(parent, SpanKind.CLIENT, fetch.startNanos);
      if (context instanceof Span) {
        Span span = (Span) context;
        span.name("FETCH " + sql);
        span.attribute("db.system.name", fetch.server.system);
        span.attribute("db.query.summary", sql.summary());
        span.attribute("db.response.returned_rows", fetch.rows);
        span.attribute("sidelight.fetch.seconds", fetch.nanos / 1e9);
        span.end(fetch.endNanos);
      }
    }
  }
}
