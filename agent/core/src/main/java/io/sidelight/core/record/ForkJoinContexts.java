package io.sidelight.core.record;

import io.sidelight.core.trace.SpanContext;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The contexts of tasks of fork/join pools. Such a task may run on any thread that waits for
 * another, so one without a context of its own has none, rather than that of the thread. What a
 * task forks is not handed over: that must cost nothing. The parts of a stream know their whole,
 * and have its context. Thread-safe.
 */
final class ForkJoinContexts {
  /** Stands for "in the middle of nothing" where null would say that nothing was done. */
  private static final Object NOTHING = new Object();

  private final HandOver waiting = new HandOver();

  /** Those of tasks that somebody waits for, and that their parts know. */
  private final WeakTable<Object, SpanContext> wholes = new WeakTable<>();

  /**
   * How many threads are in a context that they were given, and how many wholes there are. As long
   * as this is 0, no thread of a pool's has a context that a task must not have.
   */
  private final AtomicInteger used = new AtomicInteger();

  /** A task is given to a pool by somebody who does not wait for it. */
  void hand(Object task, @Nullable SpanContext context) {
    waiting.put(task, context);
  }

  /**
   * A task is about to be called, and its caller waits for its end.
   *
   * @return what {@link #called} takes, or null
   */
  @Nullable Object call(ThreadState thread, Object task) {
    SpanContext context = thread.span;
    if (context == null) {
      return null;
    }
    if (task instanceof CountedCompleter) {
      Object whole = ((CountedCompleter<?>) task).getRoot();
      if (wholes.putIfAbsent(whole, context) == null) {
        used.incrementAndGet();
        return whole;
      }
      return null;
    }
    thread.calledTask = task;
    return null;
  }

  /** The end of what {@link #call} began. */
  void called(Object whole) {
    if (wholes.remove(whole) != null) {
      used.decrementAndGet();
    }
  }

  /** Whether {@link #begin} would find nothing, and nothing to take away. */
  boolean isIdle() {
    return used.get() <= 0 && waiting.isEmpty();
  }

  /**
   * The thread begins to run a task.
   *
   * @return what {@link #detach} takes; null if the thread's context stays
   */
  @Nullable Object begin(ThreadState thread, Object task) {
    if (thread.calledTask == task) {
      thread.calledTask = null;
      return null;
    }
    SpanContext context = null;
    if (task instanceof CountedCompleter) {
      context = wholes.get(((CountedCompleter<?>) task).getRoot());
    }
    if (context == null) {
      context = waiting.take(task);
    }
    return context == thread.span ? null : attach(thread, context);
  }

  /** See {@link ContextRecorder#attach}; here since the thread may be one of a fork/join pool. */
  Object attach(ThreadState thread, @Nullable SpanContext context) {
    SpanContext before = thread.span;
    used.incrementAndGet();
    thread.span = context;
    return before == null ? NOTHING : before;
  }

  /** Undoes {@link #attach}. */
  void detach(ThreadState thread, Object token) {
    used.decrementAndGet();
    thread.span = token == NOTHING ? null : (SpanContext) token;
  }
}
