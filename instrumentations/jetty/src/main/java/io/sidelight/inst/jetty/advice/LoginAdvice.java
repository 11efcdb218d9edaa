package io.sidelight.inst.jetty.advice;

import io.sidelight.core.record.AuthRecorder;
import io.sidelight.core.record.Recorders;
import org.jspecify.annotations.Nullable;

/** Where an authenticator has credentials checked: null is the answer to wrong ones. */
public final class LoginAdvice {
  private static final AuthRecorder AUTH = Recorders.auth();
  private static final String INNER = "";
  private static final String UNKNOWN = "unknown";

  private LoginAdvice() {}

  public static Object enter() {
    return AUTH.begin() ? UNKNOWN : INNER;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token == null) {
      return;
    }
    AUTH.end();
    String method = (String) token;
    if (method.equals(INNER)) {
      return;
    }
    String outcome = returned == null ? AuthRecorder.FAILURE : AuthRecorder.SUCCESS;
    if (method.equals(UNKNOWN)) {
      AUTH.attempt(outcome);
    } else {
      AUTH.attempt(outcome, method);
    }
  }
}
