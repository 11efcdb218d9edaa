package io.sidelight.inst.concurrent.advice;

import io.sidelight.core.record.ContextRecorder;
import io.sidelight.core.record.Recorders;
import java.util.List;
import java.util.RandomAccess;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ForkJoinTask;
import org.jspecify.annotations.Nullable;

/** On fork/join pools and their tasks. */
public final class ForkJoinAdvice {
  private static final ContextRecorder CONTEXT = Recorders.context();

  private ForkJoinAdvice() {}

  /**
   * What is given to a pool to run. The scheduler of virtual threads comes here too, on a thread
   * that is between two: nothing may be looked up for it.
   */
  public static @Nullable Object runnable(@Nullable Object token, @Nullable Object task) {
    if (task instanceof ForkJoinTask) {
      CONTEXT.handForkJoin(task);
      return task;
    }
    return Wrapping.runnable(token, task);
  }

  public static @Nullable Object hand(@Nullable Object task) {
    if (task != null) {
      CONTEXT.handForkJoin(task);
    }
    return null;
  }

  /** Given to a pool by somebody who waits for it. */
  public static @Nullable Object invoke(@Nullable Object task) {
    if (task instanceof CountedCompleter) {
      return CONTEXT.callForkJoin(task);
    }
    return hand(task);
  }

  public static void invoked(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      CONTEXT.calledForkJoin(token);
    }
  }

  public static @Nullable Object call(@Nullable Object task) {
    return task == null ? null : CONTEXT.callForkJoin(task);
  }

  public static void called(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    invoked(token, returned, thrown);
  }

  /** Of several the first is called, and the others forked. */
  public static @Nullable Object callFirst(@Nullable Object tasks) {
    Object first = tasks;
    if (tasks instanceof Object[]) {
      first = ((Object[]) tasks).length == 0 ? null : ((Object[]) tasks)[0];
    } else if (tasks instanceof RandomAccess && tasks instanceof List) {
      first = ((List<?>) tasks).isEmpty() ? null : ((List<?>) tasks).get(0);
    }
    return first instanceof CountedCompleter ? null : call(first);
  }

  public static @Nullable Object begin(@Nullable Object task) {
    return task == null ? null : CONTEXT.beginForkJoin(task);
  }

  public static void end(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      CONTEXT.detach(token);
    }
  }
}
