package io.sidelight.inst.jetty.advice;

import io.sidelight.core.record.AuthRecorder;
import io.sidelight.core.record.Recorders;
import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Where the older environments of Jetty 12 know who is asking, and decide whether he may: the
 * server below them, which knows of the request, is not told how he had logged in.
 */
public final class IdentityAdvice {
  private static final AuthRecorder AUTH = Recorders.auth();

  private IdentityAdvice() {}

  public static void enter(@Nullable Object request) {
    if (request instanceof HttpServletRequest) {
      AUTH.identified(((HttpServletRequest) request).getAuthType());
    }
  }
}
