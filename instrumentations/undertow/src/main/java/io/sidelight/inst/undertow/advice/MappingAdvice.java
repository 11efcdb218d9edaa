package io.sidelight.inst.undertow.advice;

import io.sidelight.core.record.HttpServerCall;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import io.sidelight.inst.servlet.advice.Routes;
import io.undertow.servlet.handlers.ServletRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Where Undertow has matched a servlet and goes on to check whether the caller may use it: who may
 * not has a route all the same.
 */
public final class MappingAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  private MappingAdvice() {}

  public static @Nullable Object enter(ServletRequestContext context) {
    HttpServerCall call = HTTP.current();
    if (call != null && !HTTP.isMapped(call)) {
      Routes.tell(HTTP, call, context.getOriginalRequest());
    }
    return null;
  }
}
