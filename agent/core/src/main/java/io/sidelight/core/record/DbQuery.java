package io.sidelight.core.record;

import io.sidelight.core.meter.DurationSeries;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.meter.SizeSeries;
import io.sidelight.core.record.sql.SqlStatement;
import io.sidelight.core.trace.SpanTemplate;
import io.sidelight.core.trace.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * One statement on one database, and what is the same each time that it runs. Kept with the
 * statement, which is forgotten when others are used more often. Thread-safe.
 */
final class DbQuery {
  /** More databases than this, and they are worked out anew; {@code SqlCache} counts one. */
  private static final int MOST_SERVERS = 4;

  final SpanTemplate span;

  /** What is known of those that have prepared it. */
  final DbStatement prepared;

  private final Meters meters;
  private final SqlStatement sql;
  private final DbServer server;

  /** Found when it is first needed: before, there is no such series. */
  private @Nullable DurationSeries duration;

  private @Nullable DurationSeries fetch;
  private @Nullable SizeSeries rows;

  /** The same statement on another database. */
  private final @Nullable DbQuery next;

  private final int length;

  private DbQuery(
      Meters meters, Tracer tracer, SqlStatement sql, DbServer server, @Nullable DbQuery next) {
    this.meters = meters;
    this.sql = sql;
    this.server = server;
    this.next = next;
    this.length = next == null ? 1 : next.length + 1;
    this.prepared = DbStatement.shared(server, sql);
    this.span = DbSpans.template(tracer, sql, server);
  }

  static DbQuery of(Meters meters, Tracer tracer, SqlStatement sql, DbServer server) {
    DbQuery first = (DbQuery) sql.companion();
    for (DbQuery known = first; known != null; known = known.next) {
      if (known.server.equals(server) && known.meters == meters) {
        return known;
      }
    }
    // Of two threads that come here at once, one works in vain: it will be worked out again.
    DbQuery kept = first == null || first.length >= MOST_SERVERS ? null : first;
    DbQuery made = new DbQuery(meters, tracer, sql, server, kept);
    sql.companion(made);
    return made;
  }

  /**
   * Of those that ended well. Threads may race for it, since all find the same; as for the next.
   */
  DurationSeries duration() {
    DurationSeries known = duration;
    if (known == null) {
      known = failed("");
      duration = known;
    }
    return known;
  }

  /** Of the time that reading its rows took. */
  DurationSeries fetch() {
    DurationSeries known = fetch;
    if (known == null) {
      known = meters.dbFetch.series(sql.operation(), sql.table());
      fetch = known;
    }
    return known;
  }

  /** Of how many rows were read. */
  SizeSeries rows() {
    SizeSeries known = rows;
    if (known == null) {
      known = meters.dbRows.series(server.system, server.namespace, sql.operation(), sql.table());
      rows = known;
    }
    return known;
  }

  DurationSeries failed(String errorType) {
    return meters.dbDuration.series(
        server.system, server.namespace, sql.operation(), sql.table(), errorType);
  }
}
