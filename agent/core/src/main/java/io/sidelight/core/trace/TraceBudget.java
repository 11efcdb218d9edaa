package io.sidelight.core.trace;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many traces of one kind may begin in a second, so that many of one do not push out all
 * others. Thread-safe; threads that meet at the turn of a second may let a few more pass.
 */
public final class TraceBudget {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final int perSecond;
  private final AtomicInteger begun = new AtomicInteger();
  private volatile long second = Long.MIN_VALUE;

  /**
   * @param perSecond 0 for no limit
   */
  public TraceBudget(int perSecond) {
    this.perSecond = perSecond;
  }

  /** Whether one more may begin, which it then does. */
  boolean take(long nanoTime) {
    if (perSecond == 0) {
      return true;
    }
    long now = Math.floorDiv(nanoTime, SECOND);
    if (now != second) {
      second = now;
      begun.set(0);
    }
    // Read first: of many that come too late none has to write.
    return begun.get() < perSecond && begun.incrementAndGet() <= perSecond;
  }
}
