package io.sidelight.core.trace;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many traces of one kind may begin in a second, so that many of one do not push out all
 * others. Thread-safe.
 */
public final class TraceBudget {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final int COUNT_BITS = 24;
  private static final long MOST = (1L << COUNT_BITS) - 1;

  private final long perSecond;

  /**
   * The second in the upper 40 bits, and how many have begun in it in the lower ones. Together,
   * since a thread that comes late would else begin its own second again, for all others.
   */
  private final AtomicLong begun = new AtomicLong(Long.MIN_VALUE);

  /**
   * @param perSecond 0 for no limit
   */
  public TraceBudget(int perSecond) {
    this.perSecond = Math.min(perSecond, MOST);
  }

  /** Whether one more may begin, which it then does. Who comes late counts for those after it. */
  boolean take(long nanoTime) {
    if (perSecond == 0) {
      return true;
    }
    long now = Math.floorDiv(nanoTime, SECOND);
    while (true) {
      long known = begun.get();
      boolean isNew = now > known >> COUNT_BITS;
      if (!isNew && (known & MOST) >= perSecond) {
        return false;
      }
      if (begun.compareAndSet(known, isNew ? now << COUNT_BITS | 1 : known + 1)) {
        return true;
      }
    }
  }
}
