package io.sidelight.inst.liberty.advice;

import io.sidelight.core.record.AuthRecorder;
import io.sidelight.core.record.Recorders;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Where Open Liberty checks credentials: it throws if they are wrong. */
public final class LoginAdvice {
  private static final AuthRecorder AUTH = Recorders.auth();

  /** {@code AuthenticationData.get(String)}, of a class that is in no repository. */
  private static volatile @Nullable Method get;

  private LoginAdvice() {}

  public static @Nullable Object enter(@Nullable Object data) {
    if (data == null) {
      return null;
    }
    if (has(data, "CERTCHAIN")) {
      return AUTH.check("client_cert");
    }
    // A token is a log-in of before that is remembered.
    return has(data, "USERNAME") ? AUTH.check(null) : AUTH.lookUp();
  }

  private static boolean has(Object data, String key) {
    try {
      Method method = get;
      if (method == null) {
        method =
            Class.forName(
                    "com.ibm.ws.security.authentication.AuthenticationData",
                    false,
                    data.getClass().getClassLoader())
                .getMethod("get", String.class);
        get = method;
      }
      return method.invoke(data, key) != null;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    AUTH.checked(token, thrown == null);
  }
}
