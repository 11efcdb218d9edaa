package io.sidelight.inst.undertow.advice;

import io.sidelight.core.record.AuthRecorder;
import io.sidelight.core.record.Recorders;
import io.undertow.security.api.SecurityContext;
import org.jspecify.annotations.Nullable;

/** What Undertow's mechanisms tell the security context, and log-in by the application itself. */
public final class LoginAdvice {
  private static final AuthRecorder AUTH = Recorders.auth();

  private LoginAdvice() {}

  public static void succeeded(@Nullable String mechanism) {
    attempt(AuthRecorder.SUCCESS, mechanism);
  }

  public static void failed(@Nullable String mechanism) {
    attempt(AuthRecorder.FAILURE, mechanism);
  }

  private static void attempt(String outcome, @Nullable String mechanism) {
    if (AUTH.begin()) {
      AUTH.attempt(outcome, AuthRecorder.method(mechanism));
    }
    AUTH.end();
  }

  public static Object login(SecurityContext context) {
    AUTH.begin();
    return context;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token == null) {
      return;
    }
    AUTH.end();
    if (token instanceof SecurityContext) {
      boolean known = ((SecurityContext) token).getAuthenticatedAccount() != null;
      AUTH.attempt(known ? AuthRecorder.SUCCESS : AuthRecorder.FAILURE);
    }
  }
}
