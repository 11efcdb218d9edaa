package io.sidelight.inst.jettywebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketMessageType;
import io.sidelight.core.record.WebSocketReceiver;
import io.sidelight.core.record.WebSocketRecorder;
import org.jspecify.annotations.Nullable;

/** A frame that has come, decompressed, on its way to the application, whatever its class. */
final class Receiving {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();
  private static final WebSocketReceiver RECEIVER = WEB_SOCKET.receiver();

  private Receiving() {}

  /**
   * @return what is to be ended; null for nothing
   */
  static @Nullable Object begin(
      Object session, byte opCode, boolean isControl, long bytes, boolean last) {
    WebSocketMessageType type = FrameTypes.of(opCode);
    WebSocketConnection connection = type == null ? null : WEB_SOCKET.connection(session);
    if (type == null || connection == null) {
      return null;
    }
    if (isControl) {
      RECEIVER.control(connection, type, bytes);
      return null;
    }
    RECEIVER.begin(connection, type, bytes, last);
    return connection;
  }

  static void end(@Nullable Object begun, @Nullable Throwable thrown) {
    if (begun != null) {
      RECEIVER.end((WebSocketConnection) begun, thrown);
    }
  }
}
