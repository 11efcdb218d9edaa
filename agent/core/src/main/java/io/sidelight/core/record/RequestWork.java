package io.sidelight.core.record;

import io.sidelight.core.meter.Meters;
import io.sidelight.core.record.sql.SqlStatement;
import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanContext;
import io.sidelight.core.trace.TraceScope;
import org.jspecify.annotations.Nullable;

/**
 * What has been asked of databases for one request, by any of its threads. Holds nothing of the
 * application's. Thread-safe.
 */
final class RequestWork extends TraceScope {
  /** The best route that is known to others than the request's own thread; empty for none. */
  volatile String route = "";

  /** Null before the first statement, and after the end. */
  private @Nullable StatementTally tally;

  private boolean over;

  /** Of a request with this context, and of all contexts below; null if there is none. */
  static @Nullable RequestWork begin(@Nullable SpanContext context) {
    if (context == null) {
      return null;
    }
    RequestWork work = new RequestWork();
    context.scope(work);
    return work;
  }

  /** Of the request that the current thread works for; null if that is none. */
  static @Nullable RequestWork current(ThreadState thread) {
    SpanContext context = thread.span;
    if (context != null) {
      return (RequestWork) context.scope();
    }
    HttpServerCall request = thread.request;
    if (request == null) {
      return null;
    }
    RequestWork work = request.work;
    if (work == null) {
      work = new RequestWork();
      request.work = work;
    }
    return work;
  }

  /**
   * Another thread will work for the request that this one serves, and cannot ask for its route.
   */
  static void share(ThreadState thread) {
    HttpServerCall request = thread.request;
    RequestWork work = request == null ? null : request.work;
    if (request != null && work != null && work.route.isEmpty()) {
      work.route = request.routeLabel();
    }
  }

  /** The route of the request that the current thread works for; empty if that is none. */
  static String route(ThreadState thread) {
    HttpServerCall request = thread.request;
    if (request != null) {
      return request.routeLabel();
    }
    SpanContext context = thread.span;
    RequestWork work = context == null ? null : (RequestWork) context.scope();
    return work == null ? "" : work.route;
  }

  /** A statement has run, on this thread. */
  synchronized void ran(ThreadState thread, SqlStatement sql) {
    if (over) {
      return;
    }
    StatementTally counted = tally;
    if (counted == null) {
      counted = thread.takeTally();
      tally = counted;
    }
    counted.add(sql);
  }

  /**
   * The request has ended; what still runs for it does not count any more.
   *
   * @param work null if there was none
   * @param threshold how often one statement may run before it is told of; 0 for never
   * @param context the request's
   */
  static void end(
      @Nullable RequestWork work,
      Meters meters,
      String route,
      int threshold,
      @Nullable SpanContext context) {
    if (work != null) {
      work.end(meters, route, threshold, context instanceof Span ? (Span) context : null);
    }
  }

  private synchronized void end(
      Meters meters, String endRoute, int threshold, @Nullable Span span) {
    over = true;
    StatementTally counted = tally;
    tally = null;
    if (counted == null) {
      return;
    }
    meters.dbStatementsPerRequest.series(endRoute).record(counted.total());
    int worst = -1;
    for (int i = 0; threshold > 0 && i < counted.distinct(); i++) {
      if (counted.count(i) > threshold) {
        meters.dbNPlusOne.series(endRoute, counted.statement(i).toString()).increment();
        worst = worst < 0 || counted.count(i) > counted.count(worst) ? i : worst;
      }
    }
    if (span != null) {
      span.attribute("sidelight.db.statements", counted.total());
      if (worst >= 0) {
        span.attribute("sidelight.n_plus_one.query", counted.statement(worst).toString());
        span.attribute("sidelight.n_plus_one.count", counted.count(worst));
      }
    }
    ThreadState.get().giveTally(counted);
  }
}
