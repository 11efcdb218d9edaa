package io.sidelight.core.record;

import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanContext;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a thread is in the middle of to another thread: to the one that runs a task. What a
 * context is made of is this class's own affair. Thread-safe.
 *
 * <p>A context ends a while after its span: what goes on for longer, such as a task that schedules
 * itself again and again since a request first needed it, is nobody's.
 */
public final class ContextRecorder {
  private static final long AFTERLIFE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final HandOver waiting = new HandOver();
  private final ForkJoinContexts forkJoin = new ForkJoinContexts();

  /** What the current thread is in the middle of; null if that is nothing. */
  public @Nullable Object capture() {
    return current(ThreadState.get());
  }

  private static @Nullable SpanContext current(ThreadState thread) {
    SpanContext context = thread.span;
    if (context == null || isOver(context)) {
      return null;
    }
    RequestWork.share(thread);
    return context;
  }

  private static boolean isOver(SpanContext context) {
    // The clock is read for the few that have ended.
    return context instanceof Span
        && ((Span) context).hasEnded()
        && ((Span) context).endedBefore(System.nanoTime() - AFTERLIFE_NANOS);
  }

  /**
   * The current thread is in the middle of this from now on. Like {@link #detach} this sets two
   * fields and cannot fail, so that objects which stand before the application's need no guard.
   *
   * @param context what {@link #capture} returned; null for nothing
   * @return what {@link #detach} takes
   */
  public Object attach(@Nullable Object context) {
    return forkJoin.attach(ThreadState.get(), (SpanContext) context);
  }

  /**
   * The current thread goes on with what has been begun elsewhere, unless it is in the middle of
   * something of the same trace, which knows better, or that has ended long ago.
   *
   * @param context what {@link #capture} returned, once, and not null
   * @return what {@link #detach} takes; null if nothing has changed
   */
  public @Nullable Object attachOther(Object context) {
    SpanContext other = (SpanContext) context;
    SpanContext current = ThreadState.get().span;
    boolean same =
        current != null
            && current.traceIdLow == other.traceIdLow
            && current.traceIdHigh == other.traceIdHigh;
    return same || isOver(other) ? null : attach(other);
  }

  /** Undoes {@link #attach}, on the same thread. */
  public void detach(Object token) {
    forkJoin.detach(ThreadState.get(), token);
  }

  /**
   * A task is handed to whoever will run it, with the current thread's context if there is one. A
   * task that waits already is given to both with none: one trace must never get what belongs to
   * another.
   */
  public void hand(Object task) {
    SpanContext context = current(ThreadState.get());
    waiting.put(task, context == null || CarriedElsewhere.is(task) ? null : context);
  }

  /** What was handed over will not be run after all, at least not by whom it was handed to. */
  public void recall(Object task) {
    waiting.take(task);
  }

  /**
   * The current thread is about to run a task: it is in the middle of what the task was handed over
   * with.
   *
   * @return what {@link #detach} takes; null if the task has no context
   */
  public @Nullable Object take(@Nullable Object task) {
    SpanContext context = task == null ? null : waiting.take(task);
    return context == null || isOver(context) ? null : attach(context);
  }

  /**
   * The current thread, whose only occupation is to run one task after the other, has done with the
   * last one and is about to run this: it is in the middle of what this was handed over with, or of
   * nothing, whatever the last task has left behind.
   *
   * @param task null if it waits for one, or ends
   */
  public void next(@Nullable Object task) {
    SpanContext context = task == null ? null : waiting.take(task);
    ThreadState.get().span = context == null || isOver(context) ? null : context;
  }

  /** Like {@link #hand} for a task of a fork/join pool. */
  public void handForkJoin(Object task) {
    SpanContext context = current(ThreadState.get());
    forkJoin.hand(task, context == null || CarriedElsewhere.is(task) ? null : context);
  }

  /**
   * A task of a fork/join pool is called by somebody who waits for its end.
   *
   * @return what {@link #calledForkJoin} takes, or null
   */
  public @Nullable Object callForkJoin(Object task) {
    if (forkJoin.isIdle() && Thread.currentThread() instanceof ForkJoinWorkerThread) {
      // Such a thread has no context but one that it was given. This spares it the look-up.
      return null;
    }
    return forkJoin.call(ThreadState.get(), task);
  }

  /** The end of what {@link #callForkJoin} began. */
  public void calledForkJoin(Object token) {
    forkJoin.called(token);
  }

  /**
   * The current thread is about to run a task of a fork/join pool, maybe while it waits for
   * another.
   *
   * @return what {@link #detach} takes, or null
   */
  public @Nullable Object beginForkJoin(Object task) {
    return forkJoin.isIdle() ? null : forkJoin.begin(ThreadState.get(), task);
  }

  /**
   * What to carry along with code that another thread is about to be given; null if the code is
   * better left as it is.
   */
  public @Nullable Object captureFor(Object code) {
    SpanContext context = current(ThreadState.get());
    return context == null || CarriedElsewhere.is(code) ? null : context;
  }

  /** The task in the current context; the same object if there is none. */
  public Runnable wrap(Runnable task) {
    Object context = captureFor(task);
    return context == null ? task : in(context, task);
  }

  /** The task in what {@link #capture} returned. */
  public Runnable in(Object context, Runnable task) {
    return new CarriedRunnable(this, context, task);
  }

  /** The task in the current context; the same object if there is none. */
  public <T> Callable<T> wrap(Callable<T> task) {
    Object context = captureFor(task);
    return context == null ? task : new CarriedCallable<>(this, context, task);
  }
}
