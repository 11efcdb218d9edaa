package io.sidelight.core.trace;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The order to end, and the time that is left for it. Requested once by any thread, obeyed by the
 * export thread.
 */
final class Closing {
  private static final long MAX_MILLIS = 24 * 3600 * 1000L;

  private volatile boolean requested;
  private volatile long deadlineNanos;

  /** The first request sets the time; later ones do not prolong it. */
  synchronized void request(long timeoutMillis) {
    if (!requested) {
      deadlineNanos =
          System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.min(timeoutMillis, MAX_MILLIS));
      requested = true;
    }
  }

  boolean isRequested() {
    return requested;
  }

  boolean isOutOfTime() {
    return requested && deadlineNanos - System.nanoTime() <= 0;
  }

  /** {@code timeoutMillis}, or what is left until the end when that is less; at least 1. */
  int limit(int timeoutMillis) {
    if (!requested) {
      return timeoutMillis;
    }
    long left = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
    return (int) Math.max(1, Math.min(left, timeoutMillis));
  }

  /** Waits for the given time, or until the end is requested and the thread unparked. */
  void pause(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0 && !requested; left = end - System.nanoTime()) {
      parkNanos(left);
    }
  }

  /** Parks; a thread that somebody interrupts would otherwise spin from here on. */
  void parkNanos(long nanos) {
    LockSupport.parkNanos(this, nanos);
    Thread.interrupted();
  }
}
