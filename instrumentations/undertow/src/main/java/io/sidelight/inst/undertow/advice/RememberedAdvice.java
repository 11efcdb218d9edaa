package io.sidelight.inst.undertow.advice;

import io.sidelight.core.record.AuthRecorder;
import io.sidelight.core.record.Recorders;
import org.jspecify.annotations.Nullable;

/** Where a session or a cookie tells who its user is, in Undertow and in WildFly's Elytron. */
public final class RememberedAdvice {
  private static final AuthRecorder AUTH = Recorders.auth();

  private RememberedAdvice() {}

  public static Object enter() {
    return AUTH.lookUp();
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    AUTH.checked(token, true);
  }
}
