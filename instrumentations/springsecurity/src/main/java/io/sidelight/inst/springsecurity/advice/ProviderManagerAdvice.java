package io.sidelight.inst.springsecurity.advice;

import io.sidelight.core.record.AuthRecorder;
import io.sidelight.core.record.Recorders;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * On the checking of credentials. A manager may ask its parent: the outermost one knows the
 * outcome.
 */
public final class ProviderManagerAdvice {
  private static final AuthRecorder AUTH = Recorders.auth();

  private ProviderManagerAdvice() {}

  public static @Nullable Object enter(@Nullable Object authentication) {
    return authentication instanceof Authentication
        ? AUTH.check(method((Authentication) authentication))
        : null;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    AUTH.checked(token, thrown == null);
  }

  /** By the token's class, which may be the application's own, made of one of these. */
  private static String method(Authentication authentication) {
    for (Class<?> type = authentication.getClass(); type != null; type = type.getSuperclass()) {
      String name = type.getName();
      if (name.startsWith("org.springframework.security.")) {
        String method = method(name);
        if (method != null) {
          return method.equals("preauthenticated")
                  && authentication.getCredentials() instanceof X509Certificate
              ? "x509"
              : method;
        }
      }
    }
    return "other";
  }

  private static @Nullable String method(String token) {
    switch (token.substring(token.lastIndexOf('.') + 1)) {
      case "UsernamePasswordAuthenticationToken":
        return "password";
      case "RememberMeAuthenticationToken":
        return "remember_me";
      case "PreAuthenticatedAuthenticationToken":
        return "preauthenticated";
      case "BearerTokenAuthenticationToken":
        return "bearer";
      default:
        return token.startsWith("org.springframework.security.oauth2.") ? "oauth2" : null;
    }
  }
}
