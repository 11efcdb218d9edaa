package io.sidelight.inst.tyruswebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketRecorder;
import javax.websocket.CloseReason;
import org.jspecify.annotations.Nullable;

/** On what an endpoint is told of its connection, and what goes wrong there. */
public final class EndpointAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();

  private EndpointAdvice() {}

  public static @Nullable Object open(Object socket, Object handler) {
    WebSocketConnection connection = WEB_SOCKET.open(handler);
    if (connection == null) {
      return WEB_SOCKET.client().openAnswered(socket);
    }
    WEB_SOCKET.name(socket);
    return connection;
  }

  public static void opened(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      WEB_SOCKET.opened((WebSocketConnection) token, thrown);
    }
  }

  public static @Nullable Object closed(Object socket, Object reason) {
    WebSocketConnection connection = WEB_SOCKET.connection(socket);
    if (connection == null) {
      return null;
    }
    WEB_SOCKET.closed(socket, ((CloseReason) reason).getCloseCode().getCode());
    WEB_SOCKET.tell(connection);
    return socket;
  }

  public static void told(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      WEB_SOCKET.told();
      WEB_SOCKET.gone(token);
    }
  }

  /** Whatever the thread was telling the endpoint. */
  public static @Nullable Object failed(Object thrown) {
    WEB_SOCKET.failed((Throwable) thrown);
    return null;
  }
}
