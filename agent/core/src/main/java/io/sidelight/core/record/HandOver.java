package io.sidelight.core.record;

import io.sidelight.core.trace.SpanContext;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The contexts of tasks that wait for a thread, by the identity of the task.
 *
 * <p>Guarantees that no task runs in a context that it was not handed over with: one that waits
 * several times at once, handed over in different contexts perhaps, has none until it has run as
 * often. What never runs is forgotten when it is collected. Thread-safe; no lock is held for two
 * tasks at once.
 */
final class HandOver {
  private final WeakTable<Object, Waiting> table = new WeakTable<>();

  /** Spares the look-up where nothing waits. Too high by the tasks that were never run. */
  private final AtomicInteger count = new AtomicInteger();

  /** One task; guarded by itself. */
  private static final class Waiting {
    private @Nullable SpanContext context;
    private int times = 1;

    Waiting(SpanContext context) {
      this.context = context;
    }

    /** False if this is no longer in the table. */
    synchronized boolean again() {
      if (times == 0) {
        return false;
      }
      times++;
      context = null;
      return true;
    }
  }

  boolean isEmpty() {
    return count.get() <= 0;
  }

  /**
   * A task begins to wait.
   *
   * @param context null for none
   */
  void put(Object task, @Nullable SpanContext context) {
    if (context == null) {
      // It may wait in a context already.
      Waiting known = isEmpty() ? null : table.get(task);
      if (known != null) {
        known.again();
      }
      return;
    }
    while (true) {
      Waiting known = table.putIfAbsent(task, new Waiting(context));
      if (known == null) {
        count.incrementAndGet();
        return;
      }
      if (known.again()) {
        return;
      }
    }
  }

  /** A task waits once less; returns the context it waited in, or null. */
  @Nullable SpanContext take(Object task) {
    Waiting known = isEmpty() ? null : table.get(task);
    if (known == null) {
      return null;
    }
    synchronized (known) {
      if (known.times == 0) {
        return null;
      }
      if (--known.times == 0) {
        table.remove(task);
        count.decrementAndGet();
      }
      return known.context;
    }
  }
}
