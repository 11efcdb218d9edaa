package io.sidelight.inst.jettywebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketMessageType;
import io.sidelight.core.record.WebSocketPart;
import io.sidelight.core.record.WebSocketRecorder;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Frame;
import org.jspecify.annotations.Nullable;

/** On a frame that is to be written, not compressed yet; others may be waiting before it. */
public final class SendAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();

  private SendAdvice() {}

  public static @Nullable Object take(Object session, Object outgoing) {
    Frame frame = (Frame) outgoing;
    WebSocketMessageType type = FrameTypes.of(frame.getOpCode());
    WebSocketConnection connection = type == null ? null : WEB_SOCKET.connection(session);
    return type == null || connection == null
        ? null
        : WEB_SOCKET.sender().take(connection, type, frame.getPayloadLength(), frame.isFin());
  }

  public static @Nullable Object callback(@Nullable Object token, @Nullable Object callback) {
    return token == null || callback == null
        ? callback
        : new Written((WebSocketPart) token, (Callback) callback);
  }
}
