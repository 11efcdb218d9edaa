package io.sidelight.inst.jettycore.advice;

import io.sidelight.core.record.AuthRecorder;
import io.sidelight.core.record.Recorders;
import org.eclipse.jetty.security.AuthenticationState;
import org.jspecify.annotations.Nullable;

/**
 * Where Jetty 12 knows who is asking, and decides whether he may: of somebody whom it refuses it
 * tells nobody how he had logged in.
 */
public final class SecurityAdvice {
  private static final AuthRecorder AUTH = Recorders.auth();

  private SecurityAdvice() {}

  public static void enter(@Nullable AuthenticationState state) {
    if (state instanceof AuthenticationState.Succeeded) {
      AUTH.identified(((AuthenticationState.Succeeded) state).getAuthenticationType());
    }
  }
}
