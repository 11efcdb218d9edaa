package io.sidelight.core.record;

import io.sidelight.core.trace.SpanContext;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a thread is in the middle of to another thread: to the one that runs a task. What a
 * context is made of is this class's own affair. Thread-safe.
 */
public final class ContextRecorder {
  /** Stands for "in the middle of nothing" where null would say that nothing was done. */
  private static final Object NOTHING = new Object();

  /** Stands for the context of a task that was handed over twice before it ran once. */
  private static final Object AMBIGUOUS = new Object();

  /** Contexts of tasks that wait for a thread. */
  private final WeakTable<Object, Object> waiting = new WeakTable<>();

  /** Spares threads the look-up as long as no task was ever handed over with a context. */
  private final AtomicInteger handedOver = new AtomicInteger();

  /** What the current thread is in the middle of; null if that is nothing. */
  public @Nullable Object capture() {
    return ThreadState.get().span;
  }

  /**
   * The current thread is in the middle of this from now on.
   *
   * @param context what {@link #capture} returned; null for nothing
   * @return what {@link #detach} takes
   */
  public Object attach(@Nullable Object context) {
    ThreadState thread = ThreadState.get();
    SpanContext before = thread.span;
    thread.span = (SpanContext) context;
    return before == null ? NOTHING : before;
  }

  /** Undoes {@link #attach}, on the same thread. */
  public void detach(Object token) {
    ThreadState.get().span = token == NOTHING ? null : (SpanContext) token;
  }

  /**
   * A task is handed to whoever will run it, with the current thread's context if there is one. A
   * task that waits already is given to both with none: one trace must never get what belongs to
   * another.
   */
  public void hand(Object task) {
    Object context = capture();
    if (context == null && handedOver.get() == 0) {
      return;
    }
    if (context == null) {
      // It may still be known by an earlier hand-over after which it never ran.
      if (waiting.get(task) != null) {
        waiting.put(task, AMBIGUOUS);
      }
      return;
    }
    handedOver.lazySet(1);
    if (waiting.put(task, context) != null) {
      waiting.put(task, AMBIGUOUS);
    }
  }

  /**
   * The current thread is about to run a task: it is in the middle of what the task was handed over
   * with.
   *
   * @return what {@link #detach} takes; null if the task has no context
   */
  public @Nullable Object take(@Nullable Object task) {
    if (task == null || handedOver.get() == 0) {
      return null;
    }
    Object context = waiting.remove(task);
    return context == null || context == AMBIGUOUS ? null : attach(context);
  }

  /** The task in the current context; the same object if there is none. */
  public Runnable wrap(Runnable task) {
    Object context = capture();
    return context == null || task instanceof Carried
        ? task
        : new CarriedRunnable(this, context, task);
  }

  /** The task in the current context; the same object if there is none. */
  public <T> Callable<T> wrap(Callable<T> task) {
    Object context = capture();
    return context == null || task instanceof Carried
        ? task
        : new CarriedCallable<>(this, context, task);
  }

  /** What has its context already. */
  private interface Carried {}

  private static final class CarriedRunnable implements Runnable, Carried {
    private final ContextRecorder recorder;
    private final Object context;
    private final Runnable task;

    CarriedRunnable(ContextRecorder recorder, Object context, Runnable task) {
      this.recorder = recorder;
      this.context = context;
      this.task = task;
    }

    @Override
    public void run() {
      Object token = recorder.attach(context);
      try {
        task.run();
      } finally {
        recorder.detach(token);
      }
    }

    @Override
    public String toString() {
      return task.toString();
    }
  }

  private static final class CarriedCallable<T> implements Callable<T>, Carried {
    private final ContextRecorder recorder;
    private final Object context;
    private final Callable<T> task;

    CarriedCallable(ContextRecorder recorder, Object context, Callable<T> task) {
      this.recorder = recorder;
      this.context = context;
      this.task = task;
    }

    @Override
    public T call() throws Exception {
      Object token = recorder.attach(context);
      try {
        return task.call();
      } finally {
        recorder.detach(token);
      }
    }

    @Override
    public String toString() {
      return task.toString();
    }
  }
}
