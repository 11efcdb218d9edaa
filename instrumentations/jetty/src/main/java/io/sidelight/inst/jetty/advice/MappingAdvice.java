package io.sidelight.inst.jetty.advice;

import io.sidelight.core.record.HttpServerCall;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import io.sidelight.inst.servlet.advice.Routes;
import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Where Jetty has matched a servlet and goes on to check whether the caller may use it: who may not
 * has a route all the same.
 */
public final class MappingAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  private MappingAdvice() {}

  public static void enter(@Nullable Object request) {
    HttpServerCall call = HTTP.current();
    if (call != null && request instanceof HttpServletRequest && !HTTP.isMapped(call)) {
      Routes.tell(HTTP, call, (HttpServletRequest) request);
    }
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    enter(returned);
  }
}
