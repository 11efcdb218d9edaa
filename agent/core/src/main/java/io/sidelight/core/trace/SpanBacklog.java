package io.sidelight.core.trace;

import org.jspecify.annotations.Nullable;

/**
 * Spans taken from a queue, one by one: what was taken first comes first, and of what was taken
 * together the newest. Not safe for use by several threads.
 */
final class SpanBacklog {
  private final SpanQueue queue;
  private @Nullable Span head;
  private int takes;

  SpanBacklog(SpanQueue queue) {
    this.queue = queue;
  }

  /** So often, from now on, all spans of the queue may be taken when there are none left here. */
  void mayTake(int times) {
    takes = times;
  }

  /** Whether there is a span, taken from the queue if need be and allowed. */
  boolean hasNext() {
    if (head == null && takes > 0) {
      takes--;
      head = queue.takeAll();
    }
    return head != null;
  }

  /** Removes the next span, which there must be. It counts until it is released. */
  Span next() {
    Span first = head;
    if (first == null) {
      throw new IllegalStateException("empty");
    }
    head = first.next;
    first.next = null;
    return first;
  }

  /**
   * Removes and releases all that {@link #hasNext} finds.
   *
   * @return how many
   */
  int drop() {
    int count = 0;
    long bytes = 0;
    while (hasNext()) {
      count++;
      bytes += next().weight();
    }
    queue.release(count, bytes);
    return count;
  }
}
