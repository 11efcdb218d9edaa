package io.sidelight.inst.jettycore.advice;

import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpChannelState;
import org.jspecify.annotations.Nullable;

/** Around the handling of one request; it ends when its stream does, perhaps on another thread. */
public final class HandlerAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  private HandlerAdvice() {}

  public static @Nullable Object enter(HttpChannelState channel) {
    if (HTTP.current() != null) {
      return null;
    }
    Request request = channel.getRequest();
    CoreCall call = new CoreCall(request, channel.getResponse());
    HTTP.begin(call);
    request.addHttpStreamWrapper(call);
    return call;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      HTTP.leave((CoreCall) token);
    }
  }
}
