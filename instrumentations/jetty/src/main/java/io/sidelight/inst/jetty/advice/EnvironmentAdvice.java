package io.sidelight.inst.jetty.advice;

import io.sidelight.core.record.HttpServerCall;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import org.jspecify.annotations.Nullable;

/**
 * A request in an environment of Jetty 12, known by the environment's own state of it: noted when
 * it becomes asynchronous, and taken up again by each thread that goes on with it.
 */
public final class EnvironmentAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  private EnvironmentAdvice() {}

  public static void suspend(Object state) {
    HttpServerCall call = HTTP.current();
    if (call != null) {
      HTTP.suspend(call, state);
    }
  }

  public static @Nullable Object resume(Object state) {
    if (HTTP.current() != null) {
      return null;
    }
    HttpServerCall call = HTTP.suspended(state);
    if (call != null) {
      HTTP.resume(call);
    }
    return call;
  }

  public static void leave(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      HTTP.leave((HttpServerCall) token);
    }
  }
}
