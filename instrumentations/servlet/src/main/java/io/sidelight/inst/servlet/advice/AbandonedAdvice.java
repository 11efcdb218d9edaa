package io.sidelight.inst.servlet.advice;

import io.sidelight.core.record.HttpServerCall;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import org.jspecify.annotations.Nullable;

/**
 * Where Tomcat clears a request object for the next request. One that still waits then was given up
 * without a word to its listeners: Tomcat does so when a servlet throws after {@code startAsync}.
 */
public final class AbandonedAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  private AbandonedAdvice() {}

  public static void enter(@Nullable Object request) {
    HttpServerCall call = request == null ? null : HTTP.suspended(request);
    if (request != null && call != null) {
      HTTP.forget(request);
      HTTP.end(call);
    }
  }
}
