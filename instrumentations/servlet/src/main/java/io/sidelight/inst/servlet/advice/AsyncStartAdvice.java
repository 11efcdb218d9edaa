package io.sidelight.inst.servlet.advice;

import io.sidelight.core.record.ContextRecorder;
import io.sidelight.core.record.Recorders;
import org.jspecify.annotations.Nullable;

/** On {@code AsyncContext.start}: what it runs on a thread of the container's is the request's. */
public final class AsyncStartAdvice {
  private static final ContextRecorder CONTEXT = Recorders.context();

  private AsyncStartAdvice() {}

  public static @Nullable Object inContext(@Nullable Object token, @Nullable Object task) {
    return task == null ? null : CONTEXT.wrap((Runnable) task);
  }
}
