package io.sidelight.inst.okhttpwebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketMessageType;
import io.sidelight.core.record.WebSocketRecorder;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** On pings and pongs that come, of which the application is not told. */
public final class ControlAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();

  private ControlAdvice() {}

  public static @Nullable Object ping(Object socket, ByteString payload) {
    return came(socket, WebSocketMessageType.PING, payload);
  }

  public static @Nullable Object pong(Object socket, ByteString payload) {
    return came(socket, WebSocketMessageType.PONG, payload);
  }

  private static @Nullable Object came(
      Object socket, WebSocketMessageType type, ByteString payload) {
    WebSocketConnection connection = WEB_SOCKET.connection(socket);
    if (connection != null) {
      WEB_SOCKET.receiver().control(connection, type, payload.size());
    }
    return null;
  }
}
