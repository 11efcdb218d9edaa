package io.sidelight.inst.jettycore.advice;

import io.sidelight.core.record.HttpServerCall;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import org.eclipse.jetty.security.AuthenticationState;
import org.jspecify.annotations.Nullable;

/**
 * Where Jetty 12 knows who is asking, and decides whether he may: of somebody whom it refuses it
 * tells nobody how he had logged in.
 */
public final class SecurityAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  private SecurityAdvice() {}

  public static void enter(@Nullable AuthenticationState state) {
    HttpServerCall call = HTTP.current();
    if (call instanceof CoreCall && state instanceof AuthenticationState.Succeeded) {
      ((CoreCall) call)
          .authenticated(((AuthenticationState.Succeeded) state).getAuthenticationType());
    }
  }
}
