package io.sidelight.core.trace;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * When the collector may be asked again. The pauses belong to the collector, not to the batch: they
 * go on growing from one failed batch to the next, so that many batches are no storm. For use by
 * the export thread only.
 */
final class Backoff {
  private final RetryPolicy policy;
  private int failures;
  private long nextAttemptNanos;

  Backoff(RetryPolicy policy) {
    this.policy = policy;
  }

  void succeeded() {
    failures = 0;
  }

  /**
   * Notes a failed attempt.
   *
   * @param retryAfterMillis what the collector asked for, or 0
   */
  void failed(long retryAfterMillis) {
    long pause = policy.firstPauseMillis << Math.min(failures, 20);
    pause = Math.min(pause, policy.maxPauseMillis);
    // Jitter keeps a fleet of applications from coming back all at once; it never cuts a demanded
    // pause short.
    double jitter = ThreadLocalRandom.current().nextDouble(0.8, 1.2);
    if (retryAfterMillis > 0) {
      pause = Math.min(retryAfterMillis, policy.maxRetryAfterMillis);
      jitter = ThreadLocalRandom.current().nextDouble(1.0, 1.2);
    }
    failures++;
    nextAttemptNanos = System.nanoTime() + (long) (TimeUnit.MILLISECONDS.toNanos(pause) * jitter);
  }

  /** Nanoseconds until the next attempt may be made; not positive when it may be made now. */
  long pauseNanos() {
    return failures == 0 ? 0 : nextAttemptNanos - System.nanoTime();
  }
}
