package io.sidelight.core.record;

import io.sidelight.core.meter.DurationSeries;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.record.sql.SqlCache;
import io.sidelight.core.record.sql.SqlStatement;
import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanContext;
import io.sidelight.core.trace.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * All rules about database calls. Follows the OpenTelemetry semantic conventions for databases.
 *
 * <p>Pools and proxies wrap connections and statements, so that one query passes several of them:
 * the outermost call is the one that is measured. What is known of a connection or a statement is
 * kept beside it, weakly. Thread-safe.
 */
public final class DbRecorder {
  private final Meters meters;
  private final Tracer tracer;
  private final SqlCache cache;
  private final WeakTable<Object, DbServer> connections = new WeakTable<>();
  private final WeakTable<Object, DbStatement> statements = new WeakTable<>();

  /**
   * @param cache of parsed SQL texts
   */
  public DbRecorder(Meters meters, Tracer tracer, SqlCache cache) {
    this.meters = meters;
    this.tracer = tracer;
    this.cache = cache;
  }

  /** A connection was opened. */
  public void connected(Object connection, DbServer server) {
    connections.put(connection, server);
  }

  /** A call that makes a statement begins; calls inside it are other wrappers of the same. */
  public void making() {
    ThreadState.get().lastStatement = null;
  }

  /**
   * A connection made a statement.
   *
   * @param sql what was prepared, or null
   * @return false if it matters where the connection goes and nothing says so: neither it, nor one
   *     that it wraps
   */
  public boolean made(Object statement, Object connection, @Nullable String sql) {
    ThreadState thread = ThreadState.get();
    DbStatement inner = thread.lastStatement;
    DbServer server = connections.get(connection);
    if (server == null && inner == null) {
      // A wrapper that keeps prepared statements hands out one that it has had before.
      inner = statements.get(statement);
    }
    if ((server == null || server == DbServer.UNKNOWN) && inner != null && inner.server != null) {
      server = inner.server;
    }
    DbStatement made =
        inner != null && inner.server == server && (inner.sql == null) == (sql == null)
            ? inner
            : new DbStatement(server, sql == null ? null : cache.get(sql));
    statements.put(statement, made);
    thread.lastStatement = made;
    return server != null || thread.db.isActive();
  }

  /**
   * What this thread does from now on is the driver's own business, not a query of the
   * application's: opening a connection, looking whether it is alive.
   *
   * @return what {@link #endOwn} takes; null inside another database call
   */
  public @Nullable DbCall beginOwn() {
    DbCall call = ThreadState.get().db;
    if (call.isActive()) {
      return null;
    }
    call.sql = cache.get(null);
    call.server = DbServer.UNKNOWN;
    call.suppress();
    return call;
  }

  /** Ends what {@link #beginOwn} began. */
  public void endOwn(DbCall call) {
    call.sql = null;
    call.server = null;
    call.release();
  }

  /** A text was added to a statement's batch. */
  public void batched(Object statement, String sql) {
    DbStatement known = statements.get(statement);
    if (known == null) {
      known = new DbStatement(null, null);
      statements.put(statement, known);
    }
    if (known.batched == null) {
      known.batched = cache.get(sql);
    }
  }

  /** A statement's batch was emptied. */
  public void batchCleared(Object statement) {
    DbStatement known = statements.get(statement);
    if (known != null) {
      known.batched = null;
    }
  }

  /**
   * A statement begins to run.
   *
   * @param text what it runs, or null for what was prepared or batched
   * @return what {@link #end} takes; null inside another database call
   */
  public @Nullable DbCall begin(Object statement, @Nullable String text) {
    ThreadState thread = ThreadState.get();
    DbCall call = thread.db;
    boolean inner = call.isActive();
    if (inner && call.sql != null && call.server != null) {
      return null;
    }
    DbStatement known = statements.get(statement);
    // A wrapper that no connection made is known to nobody: then the statement inside it says what
    // the call is about.
    if (call.sql == null && text != null) {
      call.sql = cache.get(text);
    } else if (call.sql == null && known != null) {
      call.sql = known.sql == null ? known.batched : known.sql;
      known.batched = null;
    }
    if (call.server == null && known != null) {
      call.server = known.server;
    }
    if (inner) {
      return null;
    }
    call.begin(thread, tracer, System.nanoTime());
    return call;
  }

  /** What {@link #begin} returned turned out to be no call at all, such as an empty batch. */
  public void drop(DbCall call) {
    call.finish(ThreadState.get(), tracer);
    call.sql = null;
    call.server = null;
  }

  /**
   * A statement has run.
   *
   * @param call what {@link #begin} returned
   * @param batchSize how many statements ran together; 0 if it was no batch
   * @param state the SQLState with which it failed, if there is one
   * @param thrown why it failed; null if it went well
   */
  public void end(DbCall call, int batchSize, @Nullable String state, @Nullable Throwable thrown) {
    long now = System.nanoTime();
    SpanContext context = call.finish(ThreadState.get(), tracer);
    SqlStatement sql = call.sql == null ? cache.get(null) : call.sql;
    DbServer server = call.server == null ? DbServer.UNKNOWN : call.server;
    call.sql = null;
    call.server = null;
    String errorType = state == null && thrown != null ? thrown.getClass().getName() : state;
    DurationSeries series =
        meters.dbDuration.series(
            server.system,
            server.namespace,
            sql.operation(),
            sql.table(),
            errorType == null ? "" : errorType);
    long nanos = call.nanos(now);
    if (context instanceof Span) {
      series.record(nanos, context.traceIdHigh, context.traceIdLow, context.spanId);
      describe((Span) context, sql, server, batchSize);
      if (errorType != null) {
        fail((Span) context, errorType, state, thrown);
      }
      ((Span) context).end(now);
    } else {
      series.record(nanos);
    }
  }

  private static void describe(Span span, SqlStatement sql, DbServer server, int batchSize) {
    String summary = sql.summary();
    span.name(summary.isEmpty() ? sql.operation() : summary);
    span.attribute("db.system.name", server.system);
    if (!server.namespace.isEmpty()) {
      span.attribute("db.namespace", server.namespace);
    }
    if (!sql.text().isEmpty()) {
      span.attribute("db.query.text", sql.text());
      span.attribute("db.query.summary", summary);
    }
    span.attribute("db.operation.name", sql.operation());
    if (!sql.table().isEmpty()) {
      span.attribute("db.collection.name", sql.table());
    }
    if (batchSize > 1) {
      span.attribute("db.operation.batch.size", batchSize);
    }
    span.attribute("server.address", server.address);
    if (server.port > 0) {
      span.attribute("server.port", server.port);
    }
  }

  private static void fail(
      Span span, String errorType, @Nullable String state, @Nullable Throwable thrown) {
    span.attribute("db.response.status_code", state);
    span.attribute("error.type", errorType);
    span.error(null);
    // Databases quote the values, and some the whole statement, in what they complain about.
    span.exceptionWithoutMessage(thrown);
  }
}
