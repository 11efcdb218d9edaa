package io.sidelight.inst.websocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketMessageType;
import io.sidelight.core.record.WebSocketRecorder;
import io.sidelight.core.record.WebSocketSender;
import java.nio.ByteBuffer;
import javax.websocket.SendResult;
import org.jspecify.annotations.Nullable;

/** On what is written to a connection; the buffers hold encoded payloads, not compressed yet. */
public final class RemoteAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();
  private static final WebSocketSender SENDER = WEB_SOCKET.sender();

  /** A ping or pong, which may go between the parts of a message. */
  private static final class Control {
    final WebSocketConnection connection;
    final WebSocketMessageType type;
    final long bytes;

    Control(WebSocketConnection connection, WebSocketMessageType type, long bytes) {
      this.connection = connection;
      this.type = type;
      this.bytes = bytes;
    }
  }

  private RemoteAdvice() {}

  public static @Nullable Object write(
      Object session, byte opCode, @Nullable Object payload, boolean last) {
    WebSocketMessageType type = WebSocketMessageType.ofOpCode(opCode);
    WebSocketConnection connection = type == null ? null : WEB_SOCKET.connection(session);
    if (type == null || connection == null || payload == null) {
      return null;
    }
    long bytes = ((ByteBuffer) payload).remaining();
    if (type == WebSocketMessageType.PING || type == WebSocketMessageType.PONG) {
      return new Control(connection, type, bytes);
    }
    SENDER.begin(connection, type, bytes, last);
    return connection;
  }

  public static void written(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token instanceof WebSocketConnection) {
      SENDER.end((WebSocketConnection) token, thrown);
    } else if (token != null && thrown == null) {
      Control control = (Control) token;
      SENDER.control(control.connection, control.type, control.bytes);
    }
  }

  public static @Nullable Object start(Object session, byte opCode, Object payload, boolean last) {
    return write(session, opCode, payload, last);
  }

  /** Whether it is written as well is told to {@link #completed}, maybe later. */
  public static void started(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (thrown != null) {
      written(token, returned, thrown);
    }
  }

  /** Only messages that go asynchronously have a handler, and there is one of them at a time. */
  public static @Nullable Object completed(
      Object session, @Nullable Object handler, @Nullable Object result) {
    WebSocketConnection connection = handler == null ? null : WEB_SOCKET.connection(session);
    if (connection != null && result != null) {
      SendResult sent = (SendResult) result;
      SENDER.end(connection, sent.isOK() ? null : sent.getException());
    }
    return null;
  }
}
