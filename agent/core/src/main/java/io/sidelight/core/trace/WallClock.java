package io.sidelight.core.trace;

import java.time.Instant;

/**
 * Turns {@link System#nanoTime()} into the time of day. The two are compared once, and again before
 * each batch; the anchor moves only when they have come apart by more than {@link
 * #TOLERANCE_NANOS}, since moving it shifts the spans of one trace against each other when they are
 * sent in different batches.
 *
 * <p>For use by the export thread only.
 */
class WallClock {
  static final long TOLERANCE_NANOS = 5_000_000;

  private boolean anchored;

  /** What to add to the nano time; wraps around as nano times do. */
  private long offset;

  /** Notices a clock that was set, that drifts, or a machine that has slept. */
  final void adjust() {
    long now = measureOffset();
    if (!anchored || Math.abs(now - offset) > TOLERANCE_NANOS) {
      offset = now;
      anchored = true;
    }
  }

  /** Nanoseconds since 1970 of a nano time; {@link #adjust()} must have been called before. */
  final long epochNanos(long nanoTime) {
    return nanoTime + offset;
  }

  /** The best of three, because the thread may lose the processor between the two readings. */
  private long measureOffset() {
    long best = 0;
    long narrowest = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      long before = nanoTime();
      long wall = wallNanos();
      long width = nanoTime() - before;
      if (width < narrowest) {
        narrowest = width;
        best = wall - (before + width / 2);
      }
    }
    return best;
  }

  long nanoTime() {
    return System.nanoTime();
  }

  /** Microseconds on Java 9 and later, milliseconds on Java 8. */
  long wallNanos() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }
}
