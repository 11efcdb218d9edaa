package io.sidelight.inst.jettywebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketMessageType;
import io.sidelight.core.record.WebSocketReceiver;
import io.sidelight.core.record.WebSocketRecorder;
import org.eclipse.jetty.websocket.core.Frame;
import org.jspecify.annotations.Nullable;

/** On a frame that has come, decompressed, on its way to the application. */
public final class FrameAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();
  private static final WebSocketReceiver RECEIVER = WEB_SOCKET.receiver();

  private FrameAdvice() {}

  public static @Nullable Object frame(Object session, Object incoming) {
    Frame frame = (Frame) incoming;
    WebSocketMessageType type = FrameTypes.of(frame.getOpCode());
    WebSocketConnection connection = type == null ? null : WEB_SOCKET.connection(session);
    if (type == null || connection == null) {
      return null;
    }
    if (frame.isControlFrame()) {
      RECEIVER.control(connection, type, frame.getPayloadLength());
      return null;
    }
    RECEIVER.begin(connection, type, frame.getPayloadLength(), frame.isFin());
    return connection;
  }

  public static void handled(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      RECEIVER.end((WebSocketConnection) token, thrown);
    }
  }
}
