package io.sidelight.core.record;

import io.sidelight.core.meter.DurationSeries;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.record.sql.SqlCache;
import io.sidelight.core.record.sql.SqlStatement;
import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanContext;
import io.sidelight.core.trace.SpanKind;
import io.sidelight.core.trace.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * All rules about database calls. Follows the OpenTelemetry semantic conventions for databases.
 *
 * <p>Pools and proxies wrap connections and statements, so that one query passes several of them:
 * the outermost call is the one that is measured. Thread-safe.
 */
public final class DbRecorder {
  private final Meters meters;
  private final Tracer tracer;
  private final SqlCache cache;
  private final long slowNanos;
  private final DbStatements statements;
  private final FetchRecorder fetches;

  /**
   * @param cache of parsed SQL texts
   * @param slowNanos what takes so long is slow, and is traced whether its trace is sampled or not;
   *     0 if nothing is
   * @param waitNanos reading of rows that takes so long has a span of its own
   */
  public DbRecorder(Meters meters, Tracer tracer, SqlCache cache, long slowNanos, long waitNanos) {
    this.slowNanos = slowNanos;
    this.meters = meters;
    this.tracer = tracer;
    this.cache = cache;
    this.statements = new DbStatements(meters, tracer, cache);
    this.fetches = new FetchRecorder(meters, tracer, statements, waitNanos);
  }

  /** Of what runs here: what is known of it before it does. */
  public DbStatements statements() {
    return statements;
  }

  /** Of the results of what is recorded here. */
  public FetchRecorder fetches() {
    return fetches;
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
    call.clear();
    call.release();
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
      if (known.batched != null) {
        known.batched = null;
      }
    }
    if (call.server == null && known != null) {
      call.server = known.server;
    }
    if (call.parameters == null && known != null) {
      call.parameters = known.parameters;
    }
    if (inner) {
      return null;
    }
    if (known != null && !known.isShared) {
      fetches.runs(known);
      known.ran = call.sql;
    }
    call.target = statement;
    call.begin(tracer, System.nanoTime());
    return call;
  }

  /**
   * A connection is about to end its transaction, or to mark a place in it: a call, but no
   * statement.
   *
   * @param operation {@code COMMIT}, {@code ROLLBACK} or {@code SAVEPOINT}
   * @return what {@link #end} takes; null inside another database call
   */
  public @Nullable DbCall beginControl(Object connection, String operation) {
    ThreadState thread = ThreadState.get();
    DbCall call = thread.db;
    boolean inner = call.isActive();
    if (call.server == null) {
      call.server = statements.server(connection);
    }
    if (inner) {
      return null;
    }
    call.sql = cache.get(operation);
    call.target = connection;
    call.controls = true;
    call.begin(tracer, System.nanoTime());
    return call;
  }

  /** What {@link #begin} returned turned out to be no call at all, such as an empty batch. */
  public void drop(DbCall call) {
    call.finish(tracer);
    call.clear();
  }

  /**
   * A call has ended well.
   *
   * @param call what {@link #begin} or {@link #beginControl} returned
   * @param batchSize how many statements ran together; 0 if it was no batch
   */
  public void end(DbCall call, int batchSize) {
    end(call, batchSize, null, null);
  }

  /**
   * A call has failed.
   *
   * @param call what {@link #begin} or {@link #beginControl} returned
   * @param batchSize how many statements ran together; 0 if it was no batch
   * @param failure what the driver says of it
   * @param thrown why
   */
  public void fail(DbCall call, int batchSize, DbFailure failure, Throwable thrown) {
    end(call, batchSize, failure, thrown);
  }

  private void end(
      DbCall call, int batchSize, @Nullable DbFailure failure, @Nullable Throwable thrown) {
    long now = System.nanoTime();
    SpanContext context = call.finish(tracer);
    SqlStatement sql = call.sql == null ? cache.get(null) : call.sql;
    DbServer server = call.server == null ? DbServer.UNKNOWN : call.server;
    if (!call.controls) {
      RequestWork work = RequestWork.current(call.thread);
      if (work != null) {
        work.ran(call.thread, sql);
      }
    }
    String[] parameters = call.parameters;
    call.clear();
    DbQuery query = DbQuery.of(meters, tracer, sql, server);
    String errorType = failure == null ? "" : failure.errorType(thrown);
    DurationSeries series = failure == null ? query.duration() : query.failed(errorType);
    long nanos = call.nanos(now);
    boolean slow = slowNanos > 0 && nanos >= slowNanos;
    if (slow) {
      meters.dbSlowQueries.series(sql.operation(), sql.table()).increment();
    }
    if (failure != null) {
      meters
          .dbErrors
          .series(sql.operation(), sql.table(), failure.stateClass(), failure.reason())
          .increment();
    }
    if (slow && context != null && !(context instanceof Span)) {
      context = tracer.keep(context, SpanKind.CLIENT, call.startNanos());
    }
    if (context instanceof Span) {
      Span span = (Span) context;
      series.record(nanos, span.traceIdHigh, span.traceIdLow, span.spanId);
      span.describe(query.span);
      if (batchSize > 1) {
        span.attribute("db.operation.batch.size", batchSize);
      }
      if (parameters != null && batchSize == 0) {
        DbSpans.parameters(span, parameters);
      }
      if (slow) {
        span.attribute("sidelight.slow", true);
      }
      if (failure != null) {
        DbSpans.fail(span, errorType, failure, thrown);
      }
      span.end(now);
    } else {
      series.record(nanos);
    }
  }
}
