package io.sidelight.inst.liberty.advice;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** The connection of a request, which the container's own classes, in no repository, tell. */
final class Connections {
  private static volatile @Nullable Method below;
  private static volatile @Nullable Method connection;

  private Connections() {}

  /** Null if it does not tell. */
  static @Nullable Object of(Object request) {
    try {
      Method toBelow = method(below, request, "getIRequest");
      below = toBelow;
      Object transports = toBelow.invoke(request);
      Method toConnection = method(connection, transports, "getHttpInboundConnection");
      connection = toConnection;
      return toConnection.invoke(transports);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  private static Method method(@Nullable Method known, Object of, String name)
      throws NoSuchMethodException {
    if (known != null && known.getDeclaringClass().isInstance(of)) {
      return known;
    }
    Method method = of.getClass().getMethod(name);
    // The class that declares it need not be public.
    method.setAccessible(true);
    return method;
  }
}
