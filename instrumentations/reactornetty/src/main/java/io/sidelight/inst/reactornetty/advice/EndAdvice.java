package io.sidelight.inst.reactornetty.advice;

import io.sidelight.core.record.HttpServerCall;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;

/** Where a request ends: answered, given up with its connection, or upgraded to WebSocket. */
public final class EndAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  private EndAdvice() {}

  /** Also of a client's operations, of which there is no call. */
  public static @Nullable Object enterTerminate(Object operations) {
    HttpServerCall call = RequestAdvice.call(operations);
    if (call instanceof ReactorCall) {
      RequestAdvice.end((Connection) operations, (ReactorCall) call);
    }
    return null;
  }

  public static @Nullable Object enterError(Object operations, @Nullable Object thrown) {
    HttpServerCall call = RequestAdvice.call(operations);
    if (call != null) {
      HTTP.failed(call, (Throwable) thrown);
    }
    return null;
  }

  public static @Nullable Object enterUpgrade(Object operations) {
    HttpServerCall call = RequestAdvice.call(operations);
    return call instanceof ReactorCall && !((ReactorCall) call).isAnswered() ? call : null;
  }

  /** The connection goes on, the request does not. */
  public static void exitUpgrade(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null && thrown == null) {
      ReactorCall call = (ReactorCall) token;
      if (call.isAnswered()) {
        call.upgraded();
        RequestAdvice.end(call.operations(), call);
      }
    }
  }
}
