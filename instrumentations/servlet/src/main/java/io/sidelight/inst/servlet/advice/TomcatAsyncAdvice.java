package io.sidelight.inst.servlet.advice;

import io.sidelight.core.record.HttpServerCall;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Around all that Tomcat does for a request that waits: its listeners for data, timeouts and
 * errors, the error page and the dispatch. What they do belongs to the request's trace.
 */
public final class TomcatAsyncAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  /** Where the connector keeps the servlet request: {@code CoyoteAdapter.ADAPTER_NOTES}. */
  private static final int ADAPTER_NOTES = 1;

  private static final MethodHandle GET_NOTE = getNote();

  private TomcatAsyncAdvice() {}

  public static @Nullable Object enter(Object coyoteRequest) throws Throwable {
    if (HTTP.current() != null) {
      return null;
    }
    Object request = (Object) GET_NOTE.invokeExact(coyoteRequest, ADAPTER_NOTES);
    HttpServerCall call = request == null ? null : HTTP.suspended(request);
    if (call != null) {
      HTTP.resume(call);
    }
    return call;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      HTTP.leave((HttpServerCall) token);
    }
  }

  /** By name, because Tomcat's packages are the same for both name spaces of the servlet API. */
  private static MethodHandle getNote() {
    try {
      Class<?> type =
          Class.forName(
              "org.apache.coyote.Request", false, TomcatAsyncAdvice.class.getClassLoader());
      return MethodHandles.publicLookup()
          .findVirtual(type, "getNote", MethodType.methodType(Object.class, int.class))
          .asType(MethodType.methodType(Object.class, Object.class, int.class));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
