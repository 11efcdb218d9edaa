package io.sidelight.inst.servlet.advice;

import io.sidelight.core.record.HttpServerCall;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Where Open Liberty has found who handles a request. It does so only inside the outermost method
 * that all requests pass, which therefore could not ask.
 */
public final class LibertyMappedAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  private LibertyMappedAdvice() {}

  public static void enter(@Nullable Object request) {
    HttpServerCall call = HTTP.current();
    // Forwards and includes pass here, too: the first mapping is the route.
    if (call instanceof ServletCall && request instanceof HttpServletRequest) {
      ((ServletCall) call).mapped((HttpServletRequest) request);
    }
  }
}
