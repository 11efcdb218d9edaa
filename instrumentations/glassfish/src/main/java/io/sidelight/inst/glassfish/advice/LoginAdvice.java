package io.sidelight.inst.glassfish.advice;

import io.sidelight.core.record.AuthRecorder;
import io.sidelight.core.record.Recorders;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** Where the container's realm checks credentials: null is the answer to wrong ones. */
public final class LoginAdvice {
  private static final AuthRecorder AUTH = Recorders.auth();

  private LoginAdvice() {}

  public static Object enter(@Nullable Object credentials) {
    return AUTH.check(credentials instanceof X509Certificate[] ? "client_cert" : null);
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    AUTH.checked(token, returned != null);
  }
}
