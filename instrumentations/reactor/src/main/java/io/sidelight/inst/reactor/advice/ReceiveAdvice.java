package io.sidelight.inst.reactor.advice;

import org.jspecify.annotations.Nullable;

/** On what {@code publishOn} runs on a thread of a scheduler: once for all that has arrived. */
public final class ReceiveAdvice {
  private ReceiveAdvice() {}

  public static @Nullable Object enter(@Nullable Object subscriber) {
    Object carried = Carrying.isUsed() ? Carrying.carriedBy(subscriber) : null;
    return carried == null ? null : Carrying.enter(carried);
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      Carrying.leave(token);
    }
  }
}
