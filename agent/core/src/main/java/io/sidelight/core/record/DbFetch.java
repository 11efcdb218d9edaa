package io.sidelight.core.record;

import io.sidelight.core.record.sql.SqlStatement;
import io.sidelight.core.trace.SpanContext;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * What has been read of one result set, which is held weakly. Used by one thread at a time, as
 * result sets are.
 *
 * <p>Two readings of the clock cost more than most drivers need for a row that they have already:
 * after the first rows only some are timed, at random, and stand for the others too; and always
 * those for which the driver is likely to ask the database, which are every so many as the
 * application wants at once.
 */
public final class DbFetch extends WeakReference<Object> {
  /** So many rows are all timed. */
  private static final int ALL = 64;

  /** After that one of so many on average. */
  private static final int ONE_OF = 16;

  final SqlStatement sql;
  final DbServer server;
  final @Nullable SpanContext parent;
  final long startNanos = System.nanoTime();
  long endNanos;
  long rows;
  long nanos;
  boolean over;
  private long begin;
  private long weight;
  private long nextTimed = ALL;
  private int random = System.identityHashCode(this) | 1;

  /** How many rows the driver asks for at once; 0 if it is not known or has no meaning. */
  private int portion;

  DbFetch(Object resultSet, SqlStatement sql, DbServer server, @Nullable SpanContext parent) {
    super(resultSet);
    this.sql = sql;
    this.server = server;
    this.parent = parent;
  }

  /** Whether {@link #portion} is of use now, and has not been told before. */
  public boolean asksForPortion() {
    return rows == ALL;
  }

  /** How many rows the driver asks for at once, if that is positive. */
  public void portion(int size) {
    portion = Math.max(size, 0);
  }

  void beginNext() {
    weight = weight();
    begin = weight == 0 ? 0 : System.nanoTime();
  }

  private long weight() {
    if (rows < ALL || (portion > 0 && rows % portion == 0)) {
      return 1;
    }
    if (rows < nextTimed) {
      return 0;
    }
    random ^= random << 13;
    random ^= random >>> 17;
    random ^= random << 5;
    nextTimed = rows + 1 + (random & (2 * ONE_OF - 1));
    return ONE_OF;
  }

  void endNext(boolean row) {
    if (weight != 0) {
      endNanos = System.nanoTime();
      nanos += (endNanos - begin) * weight;
    }
    if (row) {
      rows++;
    }
  }
}
