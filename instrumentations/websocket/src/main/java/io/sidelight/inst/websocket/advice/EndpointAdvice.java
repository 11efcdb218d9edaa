package io.sidelight.inst.websocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketRecorder;
import org.jspecify.annotations.Nullable;

/** On endpoints of whatever container, while they are told of a connection. */
public final class EndpointAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();

  private EndpointAdvice() {}

  public static void opened(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (thrown != null) {
      WEB_SOCKET.failed(thrown);
    }
  }
}
