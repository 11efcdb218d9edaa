package io.sidelight.inst.websocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.Utf8;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketMessageType;
import io.sidelight.core.record.WebSocketReceiver;
import io.sidelight.core.record.WebSocketRecorder;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import org.jspecify.annotations.Nullable;

/** On what has been read from a connection. */
public final class FrameAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();
  private static final WebSocketReceiver RECEIVER = WEB_SOCKET.receiver();

  private FrameAdvice() {}

  public static @Nullable Object text(Object session, Object buffer, boolean last) {
    WebSocketConnection connection = WEB_SOCKET.connection(session);
    if (connection != null) {
      long bytes = Utf8.length((CharBuffer) buffer);
      RECEIVER.begin(connection, WebSocketMessageType.TEXT, bytes, last);
    }
    return connection;
  }

  public static @Nullable Object binary(Object session, Object buffer, boolean last) {
    WebSocketConnection connection = WEB_SOCKET.connection(session);
    if (connection != null) {
      long bytes = ((ByteBuffer) buffer).remaining();
      RECEIVER.begin(connection, WebSocketMessageType.BINARY, bytes, last);
    }
    return connection;
  }

  public static void handled(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      RECEIVER.end((WebSocketConnection) token, thrown);
    }
  }

  /** A whole frame has been worked on, and the next may come. */
  public static @Nullable Object frame(Object session, byte opCode, long length) {
    WebSocketMessageType type = WebSocketMessageType.ofOpCode(opCode);
    if (type == WebSocketMessageType.PING || type == WebSocketMessageType.PONG) {
      WebSocketConnection connection = WEB_SOCKET.connection(session);
      if (connection != null) {
        RECEIVER.control(connection, type, length);
      }
    }
    return null;
  }

  /** A handler threw, and the connection will be closed before the frame counts as worked on. */
  public static @Nullable Object threw(Object session, Object thrown, byte opCode, long length) {
    frame(session, opCode, length);
    WEB_SOCKET.failed(session, (Throwable) thrown);
    return null;
  }
}
