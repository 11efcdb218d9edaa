package io.sidelight.inst.uncaught.advice;

import io.sidelight.core.record.ErrorRecorder;
import io.sidelight.core.record.Recorders;
import org.jspecify.annotations.Nullable;

/** On the method that the JVM calls when an exception has left a thread's {@code run}. */
public final class ThreadAdvice {
  private static final ErrorRecorder ERRORS = Recorders.errors();

  private ThreadAdvice() {}

  public static @Nullable Object enter(@Nullable Object thrown) {
    if (thrown != null) {
      ERRORS.uncaught((Throwable) thrown);
    }
    return null;
  }
}
