package io.sidelight.core.record;

import io.sidelight.core.record.sql.SqlStatement;
import io.sidelight.core.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a statement while rows of its result are read, and what has been read of them:
 * one object for both, since an application that reads few rows has as many results as statements.
 * Used by one thread at a time, as result sets are.
 *
 * <p>Two readings of the clock cost more than most drivers need for a row that they have already.
 * So the first rows are timed, and those for which the driver is likely to ask the database, which
 * are every so many as the application wants at once; of the others one of sixteen, at random,
 * which stands for the rest.
 */
public final class DbFetch extends DbStatement {
  /** Of a result set that nothing has been read from before. */
  public static final DbFetch UNKNOWN = new DbFetch(new DbStatement(null, null), null, 0);

  private static final int FIRST = 2;
  private static final byte ONE_OF = 16;

  /** Null once it is over: what was read may be remembered for long. */
  @Nullable SpanContext parent;

  final long startNanos = System.nanoTime();

  /** When the last row that was timed was there; while it is read, when that began. */
  long endNanos;

  long rows;
  long nanos;

  /** Whether it is recorded what has been read. */
  boolean over;

  /** Whether the statement has run again: some drivers use a result set again, too. */
  boolean stale;

  /** The state of the thread that is reading a row. */
  private @Nullable ThreadState thread;

  /** How many rows the one stands for that is being read; 0 if it is not timed. */
  private byte weight;

  /** So many rows are not timed before the next that is; negative if nobody has said yet. */
  private byte untimed = -1;

  private final int portion;

  /**
   * @param statement what is known of the statement so far
   * @param portion how many rows the driver asks for at once; 0 if that is not known, negative if
   *     it may wait for any of them
   */
  DbFetch(DbStatement statement, @Nullable SpanContext parent, int portion) {
    super(statement.server, statement.sql);
    batched = statement.batched;
    ran = statement.ran;
    parameters = statement.parameters;
    this.parent = parent;
    this.portion = portion;
  }

  /** What the rows are the result of. */
  SqlStatement query() {
    SqlStatement query = ran == null ? sql : ran;
    return query == null ? SqlStatement.none() : query;
  }

  DbFetch beginNext(ThreadState by) {
    by.reads = true;
    thread = by;
    weight = weight(by);
    if (weight != 0) {
      endNanos = System.nanoTime();
    }
    return this;
  }

  private byte weight(ThreadState by) {
    if (rows < FIRST || portion < 0 || (portion > 0 && rows % portion == 0)) {
      return 1;
    }
    if (untimed < 0) {
      untimed = (byte) by.random(2 * ONE_OF);
    }
    return untimed-- == 0 ? ONE_OF : 0;
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
