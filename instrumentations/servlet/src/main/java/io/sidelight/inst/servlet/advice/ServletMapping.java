package io.sidelight.inst.servlet.advice;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** {@code HttpServletRequest.getHttpServletMapping()} of Servlet 4, where there is one. */
final class ServletMapping {
  private static final @Nullable MethodHandle PATTERN = pattern();

  private ServletMapping() {}

  /** The pattern that the container matched, such as {@code /api/*}; null before Servlet 4. */
  static @Nullable String of(HttpServletRequest request) {
    MethodHandle pattern = PATTERN;
    if (pattern == null) {
      return null;
    }
    try {
      return (String) pattern.invokeExact(request);
    } catch (Throwable e) {
      // A wrapper of an older version, or a container that has matched nothing.
      return null;
    }
  }

  private static @Nullable MethodHandle pattern() {
    try {
      Method mapping = HttpServletRequest.class.getMethod("getHttpServletMapping");
      Method pattern = mapping.getReturnType().getMethod("getPattern");
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      return MethodHandles.filterReturnValue(lookup.unreflect(mapping), lookup.unreflect(pattern))
          .asType(MethodType.methodType(String.class, HttpServletRequest.class));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
