package io.sidelight.core.record;

import com.blogspot.mydailyjava.weaklockfree.WeakConcurrentMap;
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
  private final WeakConcurrentMap<Object, DbServer> connections =
      new WeakConcurrentMap.WithInlinedExpunction<>();
  private final WeakConcurrentMap<Object, DbStatement> statements =
      new WeakConcurrentMap.WithInlinedExpunction<>();

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
   * @return false if nothing says where the connection goes: neither it, nor one that it wraps
   */
  public boolean made(Object statement, Object connection, @Nullable String sql) {
    ThreadState thread = ThreadState.get();
    DbStatement inner = thread.lastStatement;
    DbServer server = connections.getIfPresent(connection);
    if (server == null && inner != null) {
      server = inner.server;
    }
    DbStatement made =
        inner != null && inner.server == server && (inner.sql == null) == (sql == null)
            ? inner
            : new DbStatement(server, sql == null ? null : cache.get(sql));
    statements.put(statement, made);
    thread.lastStatement = made;
    return server != null;
  }

  /** A text was added to a statement's batch. */
  public void batched(Object statement, String sql) {
    DbStatement known = statements.getIfPresent(statement);
    if (known == null) {
      known = new DbStatement(null, null);
      statements.put(statement, known);
    }
    if (known.batched == null) {
      known.batched = cache.get(sql);
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
    if (call.isActive()) {
      return null;
    }
    DbStatement known = statements.getIfPresent(statement);
    SqlStatement sql = null;
    if (text != null) {
      sql = cache.get(text);
    } else if (known != null) {
      sql = known.sql == null ? known.batched : known.sql;
      known.batched = null;
    }
    call.sql = sql == null ? cache.get(null) : sql;
    call.server = known == null || known.server == null ? DbServer.UNKNOWN : known.server;
    call.begin(thread, tracer, System.nanoTime());
    return call;
  }

  /**
   * A statement has run.
   *
   * @param call what {@link #begin} returned
   * @param batchSize how many statements ran together; 0 if it was no batch
   * @param errorType the SQLState or the exception's class; null if it went well
   */
  public void end(
      DbCall call, int batchSize, @Nullable String errorType, @Nullable Throwable thrown) {
    long now = System.nanoTime();
    SpanContext context = call.finish(ThreadState.get(), tracer);
    SqlStatement sql = call.sql;
    DbServer server = call.server;
    call.sql = null;
    call.server = null;
    if (sql == null || server == null) {
      return;
    }
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
      describe((Span) context, sql, server, batchSize, errorType, thrown);
      ((Span) context).end(now);
    } else {
      series.record(nanos);
    }
  }

  private static void describe(
      Span span,
      SqlStatement sql,
      DbServer server,
      int batchSize,
      @Nullable String errorType,
      @Nullable Throwable thrown) {
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
    if (errorType != null) {
      span.attribute("error.type", errorType);
      span.error(null);
      if (thrown != null) {
        span.exception(thrown);
      }
    }
  }
}
