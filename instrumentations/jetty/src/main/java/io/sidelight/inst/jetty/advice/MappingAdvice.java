package io.sidelight.inst.jetty.advice;

import io.sidelight.core.record.HttpServerCall;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import io.sidelight.inst.servlet.advice.Routes;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Where Jetty has matched a servlet and goes on to check whether the caller may use it: who may not
 * has a route all the same.
 */
public final class MappingAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  /** {@code ServletContextRequest.getServletApiRequest()} of each environment of Jetty 12. */
  private static final ClassValue<MethodHandle> API_REQUEST =
      new ClassValue<MethodHandle>() {
        @Override
        protected MethodHandle computeValue(Class<?> type) {
          try {
            Method method = type.getMethod("getServletApiRequest");
            return MethodHandles.publicLookup()
                .unreflect(method)
                .asType(MethodType.methodType(Object.class, Object.class));
          } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
          }
        }
      };

  private MappingAdvice() {}

  public static void enter(@Nullable Object request) {
    HttpServerCall call = HTTP.current();
    if (call != null && request instanceof HttpServletRequest && !HTTP.isMapped(call)) {
      Routes.tell(HTTP, call, (HttpServletRequest) request);
    }
  }

  /** Jetty 12 makes an object for the request in the environment, or none if nothing matched. */
  public static void wrapped(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown)
      throws Throwable {
    if (returned != null) {
      enter((Object) API_REQUEST.get(returned.getClass()).invokeExact(returned));
    }
  }
}
