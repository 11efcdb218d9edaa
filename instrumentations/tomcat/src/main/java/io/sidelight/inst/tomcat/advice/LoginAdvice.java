package io.sidelight.inst.tomcat.advice;

import io.sidelight.core.record.AuthRecorder;
import io.sidelight.core.record.Recorders;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** Where a realm checks credentials: null is the answer to wrong ones. Realms ask each other. */
public final class LoginAdvice {
  private static final AuthRecorder AUTH = Recorders.auth();
  private static final String INNER = "";
  private static final String UNKNOWN = "unknown";

  private LoginAdvice() {}

  public static @Nullable Object enter(@Nullable Object first, @Nullable Object second) {
    boolean certificate = first instanceof X509Certificate[];
    if (second == null && !certificate) {
      // Nothing to check: a user who is known already is looked up.
      return null;
    }
    if (!AUTH.begin()) {
      return INNER;
    }
    return certificate ? "client_cert" : UNKNOWN;
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
