package io.sidelight.core.trace;

import org.jspecify.annotations.Nullable;

/** The export thread's own spans, oldest first. Not safe for use by several threads. */
final class SpanBacklog {
  private @Nullable Span head;
  private @Nullable Span tail;
  private int count;
  private long bytes;

  /** Appends a chain that {@link SpanQueue#takeAll()} returned, turning it around. */
  void appendReversed(@Nullable Span newest) {
    Span oldest = null;
    Span rest = newest;
    while (rest != null) {
      Span older = rest.next;
      rest.next = oldest;
      oldest = rest;
      count++;
      bytes += rest.weight();
      rest = older;
    }
    if (oldest == null) {
      return;
    }
    Span last = tail;
    if (last == null) {
      head = oldest;
    } else {
      last.next = oldest;
    }
    tail = newest;
  }

  /** Removes the oldest span; the backlog must not be empty. */
  Span removeFirst() {
    Span first = head;
    if (first == null) {
      throw new IllegalStateException("empty");
    }
    head = first.next;
    if (head == null) {
      tail = null;
    }
    first.next = null;
    count--;
    bytes -= first.weight();
    return first;
  }

  int count() {
    return count;
  }

  long bytes() {
    return bytes;
  }
}
