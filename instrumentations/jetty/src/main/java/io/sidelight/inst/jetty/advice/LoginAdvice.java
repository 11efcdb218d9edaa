package io.sidelight.inst.jetty.advice;

import io.sidelight.core.record.AuthRecorder;
import io.sidelight.core.record.Recorders;
import org.jspecify.annotations.Nullable;

/** Where an authenticator has credentials checked: null is the answer to wrong ones. */
public final class LoginAdvice {
  private static final AuthRecorder AUTH = Recorders.auth();

  private LoginAdvice() {}

  public static Object enter() {
    return AUTH.check(null);
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    AUTH.checked(token, returned != null);
  }
}
