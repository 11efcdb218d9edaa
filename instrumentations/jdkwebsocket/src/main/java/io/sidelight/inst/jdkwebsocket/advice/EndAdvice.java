package io.sidelight.inst.jdkwebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketRecorder;
import org.jspecify.annotations.Nullable;

/** On the ways in which a connection ends. */
public final class EndAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();

  private EndAdvice() {}

  /** The peer has closed, or only gone: that is 1006. The listener is told when it asks. */
  public static @Nullable Object closed(Object socket, int code) {
    WEB_SOCKET.closed(socket, code);
    return null;
  }

  /** A close frame is being sent. */
  public static @Nullable Object closing(Object socket, int code) {
    WEB_SOCKET.closing(socket, code);
    return null;
  }

  /** The application or an error has ended it. */
  public static @Nullable Object gone(Object socket) {
    WEB_SOCKET.gone(socket);
    return null;
  }
}
