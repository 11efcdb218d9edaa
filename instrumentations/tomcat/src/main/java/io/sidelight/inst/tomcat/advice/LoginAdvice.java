package io.sidelight.inst.tomcat.advice;

import io.sidelight.core.record.AuthRecorder;
import io.sidelight.core.record.Recorders;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** Where a realm checks credentials: null is the answer to wrong ones. Realms ask each other. */
public final class LoginAdvice {
  private static final AuthRecorder AUTH = Recorders.auth();

  private LoginAdvice() {}

  public static @Nullable Object enter(@Nullable Object first, @Nullable Object second) {
    boolean certificate = first instanceof X509Certificate[];
    if (second == null && !certificate) {
      // Nothing to check: a user who is known already is looked up.
      return null;
    }
    return AUTH.check(certificate ? "client_cert" : null);
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    AUTH.checked(token, returned != null);
  }
}
