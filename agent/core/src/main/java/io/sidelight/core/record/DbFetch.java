package io.sidelight.core.record;

import io.sidelight.core.record.sql.SqlStatement;
import io.sidelight.core.trace.SpanContext;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * What has been read of one result set, which is held weakly. Used by one thread at a time, as
 * result sets are.
 *
 * <p>Two readings of the clock cost more than most drivers need for a row that they have already.
 * So the first rows are timed, and those for which the driver is likely to ask the database, which
 * are every so many as the application wants at once; of the others one of sixteen, at random,
 * which stands for the rest.
 */
public final class DbFetch extends WeakReference<Object> {
  /** Of a result set that the current thread has not read from before. */
  public static final DbFetch UNKNOWN = new DbFetch();

  private static final int FIRST = 2;
  private static final byte ONE_OF = 16;

  final SqlStatement sql;
  final DbServer server;

  /** Null once it is over: what was read may be remembered for long. */
  @Nullable SpanContext parent;

  final long startNanos = System.nanoTime();

  /** When the last row that was timed was there; while it is read, when that began. */
  long endNanos;

  long rows;
  long nanos;
  boolean over;

  /** The state of the thread that is reading a row. */
  private @Nullable ThreadState thread;

  /** How many rows the one stands for that is being read; 0 if it is not timed. */
  private byte weight;

  private int random = System.identityHashCode(this) | 1;
  private long nextTimed = FIRST + random();
  private final int portion;

  private DbFetch() {
    this(new Object(), SqlStatement.none(), DbServer.UNKNOWN, null, 0);
  }

  /**
   * @param portion how many rows the driver asks for at once; 0 if that is not known, negative if
   *     it may wait for any of them
   */
  DbFetch(
      Object resultSet,
      SqlStatement sql,
      DbServer server,
      @Nullable SpanContext parent,
      int portion) {
    super(resultSet);
    this.sql = sql;
    this.server = server;
    this.parent = parent;
    this.portion = portion;
  }

  DbFetch beginNext(ThreadState by) {
    by.reads = true;
    thread = by;
    weight = weight();
    if (weight != 0) {
      endNanos = System.nanoTime();
    }
    return this;
  }

  private byte weight() {
    if (rows < FIRST || portion < 0 || (portion > 0 && rows % portion == 0)) {
      return 1;
    }
    if (rows < nextTimed) {
      return 0;
    }
    nextTimed = rows + 1 + random();
    return ONE_OF;
  }

  /** Such that one of so many is timed on average. */
  private int random() {
    random ^= random << 13;
    random ^= random >>> 17;
    random ^= random << 5;
    return random & (2 * ONE_OF - 1);
  }

  void endNext(boolean row) {
    if (weight != 0) {
      long begin = endNanos;
      endNanos = System.nanoTime();
      nanos += (endNanos - begin) * weight;
    }
    ThreadState by = thread;
    if (by != null) {
      by.reads = false;
      thread = null;
    }
    if (row) {
      rows++;
    }
  }
}
