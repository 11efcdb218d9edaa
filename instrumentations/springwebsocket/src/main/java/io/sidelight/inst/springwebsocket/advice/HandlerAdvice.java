package io.sidelight.inst.springwebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketRecorder;
import org.jspecify.annotations.Nullable;

/** Where Spring keeps to itself what a handler has thrown, and closes the connection. */
public final class HandlerAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();

  private HandlerAdvice() {}

  public static @Nullable Object failed(Object thrown) {
    WEB_SOCKET.failed((Throwable) thrown);
    return null;
  }
}
