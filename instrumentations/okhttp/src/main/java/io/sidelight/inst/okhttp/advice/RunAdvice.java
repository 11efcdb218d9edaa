package io.sidelight.inst.okhttp.advice;

import org.jspecify.annotations.Nullable;

/** On what a thread of the dispatcher's runs for a call that was enqueued. */
public final class RunAdvice {
  private RunAdvice() {}

  public static @Nullable Object enter(@Nullable Object callback) {
    if (!(callback instanceof Outcome)) {
      return null;
    }
    ((Outcome) callback).run();
    return callback;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      ((Outcome) token).ran(thrown);
    }
  }
}
