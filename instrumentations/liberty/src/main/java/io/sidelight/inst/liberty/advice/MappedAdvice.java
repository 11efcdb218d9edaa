package io.sidelight.inst.liberty.advice;

import io.sidelight.core.record.HttpServerCall;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Where the container has found who handles a request. It does so only inside the outermost method
 * that all requests pass, which therefore could not ask.
 */
public final class MappedAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  private MappedAdvice() {}

  public static void enter(@Nullable Object request) {
    HttpServerCall call = HTTP.current();
    // Forwards and includes pass here, too: the first mapping is the route.
    if (call instanceof LibertyCall && request instanceof HttpServletRequest) {
      ((LibertyCall) call).mapped((HttpServletRequest) request);
    }
  }
}
