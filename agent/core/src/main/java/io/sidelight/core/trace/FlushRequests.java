package io.sidelight.core.trace;

import java.util.concurrent.TimeUnit;

/** Lets threads wait until what they have ended so far has been sent. */
final class FlushRequests {
  private static final long MAX_MILLIS = 24 * 3600 * 1000L;

  private long requested;
  private long done;
  private boolean over;

  /** A request, to be waited for with {@link #await}. */
  synchronized long request() {
    return ++requested;
  }

  /**
   * The latest request; whatever the export thread takes from the queue after this call answers it.
   */
  synchronized long latest() {
    return requested;
  }

  synchronized boolean isPending() {
    return requested > done;
  }

  synchronized void done(long upTo) {
    done = upTo;
    notifyAll();
  }

  /** No request will be answered any more. */
  synchronized void end() {
    over = true;
    notifyAll();
  }

  /** Whether the request was answered in time. */
  synchronized boolean await(long request, long timeoutMillis) throws InterruptedException {
    long end =
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.min(timeoutMillis, MAX_MILLIS));
    while (done < request && !over) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left + 1_000_000);
    }
    return done >= request;
  }
}
