package io.sidelight.inst.concurrent.advice;

import io.sidelight.core.record.ContextRecorder;
import io.sidelight.core.record.Recorders;
import org.jspecify.annotations.Nullable;

/**
 * On timers. Only a timer's own thread asks its queue whether it is empty, and takes out or moves
 * the first task, which it is then about to run.
 */
public final class TimerAdvice {
  private static final ContextRecorder CONTEXT = Recorders.context();

  private TimerAdvice() {}

  /**
   * What runs again and again belongs to nobody.
   *
   * @param period in milliseconds; 0 for once
   */
  public static @Nullable Object hand(@Nullable Object task, long period) {
    if (task != null && period == 0) {
      CONTEXT.hand(task);
    }
    return null;
  }

  /**
   * The first task is taken out.
   *
   * @param queue a heap of tasks that begins at index 1
   */
  public static @Nullable Object next(@Nullable Object queue) {
    CONTEXT.next(queue == null ? null : ((Object[]) queue)[1]);
    return null;
  }

  public static @Nullable Object idle() {
    CONTEXT.next(null);
    return null;
  }
}
