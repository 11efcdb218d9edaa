package io.sidelight.inst.tyruswebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketMessageType;
import io.sidelight.core.record.WebSocketReceiver;
import io.sidelight.core.record.WebSocketRecorder;
import org.glassfish.tyrus.core.frame.Frame;
import org.glassfish.tyrus.core.frame.TextFrame;
import org.jspecify.annotations.Nullable;

/** On frames that have come, decompressed, on their way to the application. */
public final class MessageAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();
  private static final WebSocketReceiver RECEIVER = WEB_SOCKET.receiver();

  private MessageAdvice() {}

  public static @Nullable Object message(Object socket, Object frame) {
    return part(socket, frame, true);
  }

  public static @Nullable Object part(Object socket, Object frame, boolean last) {
    WebSocketConnection connection = WEB_SOCKET.connection(socket);
    if (connection != null) {
      WebSocketMessageType type =
          frame instanceof TextFrame ? WebSocketMessageType.TEXT : WebSocketMessageType.BINARY;
      RECEIVER.begin(connection, type, ((Frame) frame).getPayloadLength(), last);
    }
    return connection;
  }

  public static void handled(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      RECEIVER.end((WebSocketConnection) token, thrown);
    }
  }

  public static @Nullable Object ping(Object socket, Object frame) {
    return control(socket, WebSocketMessageType.PING, (Frame) frame);
  }

  public static @Nullable Object pong(Object socket, Object frame) {
    return control(socket, WebSocketMessageType.PONG, (Frame) frame);
  }

  private static @Nullable Object control(Object socket, WebSocketMessageType type, Frame frame) {
    WebSocketConnection connection = WEB_SOCKET.connection(socket);
    if (connection != null) {
      RECEIVER.control(connection, type, frame.getPayloadLength());
      WEB_SOCKET.tell(connection);
    }
    return connection;
  }

  public static void told(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      WEB_SOCKET.told();
    }
  }
}
