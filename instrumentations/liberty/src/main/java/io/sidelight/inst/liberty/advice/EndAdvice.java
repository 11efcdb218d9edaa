package io.sidelight.inst.liberty.advice;

import io.sidelight.core.record.HttpServerCall;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import org.jspecify.annotations.Nullable;

/**
 * Where the transport sends the last of an answer. The next request of the connection may begin
 * right after. This class has another loader than those that know of servlets.
 */
public final class EndAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  private EndAdvice() {}

  public static Object enter(Object connection) {
    return connection;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    HttpServerCall call = token == null ? null : HTTP.suspended(token);
    if (call == null) {
      return;
    }
    if (HTTP.current() == call) {
      HTTP.leave(call);
    }
    HTTP.end(call);
  }
}
