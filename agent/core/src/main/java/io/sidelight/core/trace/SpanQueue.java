package io.sidelight.core.trace;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Ended spans on their way to the export thread.
 *
 * <p>Assumes that a span is offered once, and that its own link is free for the queue to use.
 * Guarantees that a producer takes no lock, allocates nothing and never waits; that a span is
 * either accepted or refused, and the caller is told which; and that the weights of accepted and
 * not yet {@linkplain #release released} spans never exceed the limit.
 *
 * <p>A stack that is taken as a whole: pushing is one compare-and-set, anybody may take, and
 * neither needs the array a ring would have to size for the worst case.
 */
final class SpanQueue {
  static final int REFUSED = 0;
  static final int ACCEPTED = 1;

  /** Accepted, and the export thread should be told. */
  static final int ACCEPTED_WAKE = 2;

  private static final int COUNT_SHIFT = 40;
  private static final long BYTES_MASK = (1L << COUNT_SHIFT) - 1;

  /** With fewer of them nobody need hurry. */
  private static final int UNHURRIED_BATCHES = 4;

  private final AtomicReference<@Nullable Span> top = new AtomicReference<>();

  /** Spans in the upper 24 bits, bytes in the lower 40: one atomic addition keeps both exact. */
  private final AtomicLong load = new AtomicLong();

  private final long maxBytes;
  private final int batchSize;

  SpanQueue(long maxBytes, int batchSize) {
    this.maxBytes = maxBytes;
    this.batchSize = batchSize;
  }

  int offer(Span span) {
    int weight = span.weigh();
    long added = (1L << COUNT_SHIFT) + weight;
    long after = load.addAndGet(added);
    if ((after & BYTES_MASK) > maxBytes) {
      load.addAndGet(-added);
      return REFUSED;
    }
    Span below;
    do {
      below = top.get();
      span.next = below;
    } while (!top.compareAndSet(below, span));
    return isWorthWaking(after - added, after) ? ACCEPTED_WAKE : ACCEPTED;
  }

  /** True for one span in a batch, and when large spans have filled half of the room. */
  private boolean isWorthWaking(long before, long after) {
    if ((before >>> COUNT_SHIFT) / batchSize != (after >>> COUNT_SHIFT) / batchSize) {
      return true;
    }
    long half = maxBytes >>> 1;
    return (before & BYTES_MASK) < half && (after & BYTES_MASK) >= half;
  }

  /**
   * All spans, the newest first, linked by {@link Span#next}. They count until they are released.
   */
  @Nullable Span takeAll() {
    return top.getAndSet(null);
  }

  /** Makes the room of spans that are done with available again. */
  void release(int spans, long bytes) {
    load.addAndGet(-(((long) spans << COUNT_SHIFT) + bytes));
  }

  /** Whether there are spans to take, and enough of them, taken ones included, for a batch. */
  boolean isBatchWaiting() {
    return top.get() != null && count() >= batchSize;
  }

  /**
   * Whether there is so much room left that the export thread may wait for others to run: less than
   * a quarter of the limit is used, by less than four batches.
   */
  boolean isUnhurried() {
    long now = load.get();
    return now >>> COUNT_SHIFT < (long) UNHURRIED_BATCHES * batchSize
        && (now & BYTES_MASK) < maxBytes >>> 2;
  }

  /** Spans that were accepted and not yet released. */
  int count() {
    return (int) (load.get() >>> COUNT_SHIFT);
  }

  /** Their bytes. */
  long bytes() {
    return load.get() & BYTES_MASK;
  }
}
