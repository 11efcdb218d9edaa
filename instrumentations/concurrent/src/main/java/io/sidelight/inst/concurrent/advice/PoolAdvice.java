package io.sidelight.inst.concurrent.advice;

import io.sidelight.core.record.ContextRecorder;
import io.sidelight.core.record.Recorders;
import java.util.concurrent.RunnableScheduledFuture;
import org.jspecify.annotations.Nullable;

/** On thread pools: on the way in, and where their threads get their tasks. */
public final class PoolAdvice {
  private static final ContextRecorder CONTEXT = Recorders.context();

  private PoolAdvice() {}

  public static @Nullable Object hand(@Nullable Object task) {
    if (task != null) {
      CONTEXT.hand(task);
    }
    return null;
  }

  /** What runs again and again belongs to nobody. */
  public static @Nullable Object handDelayed(@Nullable Object task) {
    if (task != null && !((RunnableScheduledFuture<?>) task).isPeriodic()) {
      CONTEXT.hand(task);
    }
    return null;
  }

  public static @Nullable Object recall(@Nullable Object task) {
    if (task != null) {
      CONTEXT.recall(task);
    }
    return null;
  }

  public static @Nullable Object first(@Nullable Object task) {
    CONTEXT.next(task);
    return null;
  }

  public static @Nullable Object idle() {
    CONTEXT.next(null);
    return null;
  }

  public static void next(
      @Nullable Object token, @Nullable Object task, @Nullable Throwable thrown) {
    if (task != null) {
      CONTEXT.next(task);
    }
  }

  public static void last(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    CONTEXT.next(null);
  }
}
