package io.sidelight.inst.javawebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.Utf8;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketMessageType;
import io.sidelight.core.record.WebSocketReceiver;
import io.sidelight.core.record.WebSocketRecorder;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.framing.Framedata;
import org.jspecify.annotations.Nullable;

/** On what the application is told of; messages are whole then. */
public final class MessageAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();
  private static final WebSocketReceiver RECEIVER = WEB_SOCKET.receiver();

  private MessageAdvice() {}

  public static @Nullable Object open(Object socket) {
    WebSocketConnection connection = HandshakeAdvice.granted(socket);
    if (connection != null) {
      WEB_SOCKET.client().open(connection, socket);
      return socket;
    }
    if (WEB_SOCKET.open(socket) == null) {
      return null;
    }
    WEB_SOCKET.name(socket);
    return socket;
  }

  public static void opened(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    WebSocketConnection connection = WEB_SOCKET.connection(token);
    if (token == null || connection == null) {
      return;
    }
    if (thrown != null) {
      WEB_SOCKET.failed(thrown);
    }
    // Whatever was thrown, the connection stays open.
    WEB_SOCKET.opened(connection, null);
    ByteChannel channel = ((WebSocketImpl) token).getChannel();
    if (channel != null && !channel.isOpen()) {
      // The peer was gone before the worker came to this; nobody will be told again.
      WEB_SOCKET.gone(token);
    }
  }

  public static @Nullable Object message(Object socket, Object payload) {
    WebSocketConnection connection = WEB_SOCKET.connection(socket);
    if (connection == null) {
      return null;
    }
    if (payload instanceof ByteBuffer) {
      long bytes = ((ByteBuffer) payload).remaining();
      RECEIVER.begin(connection, WebSocketMessageType.BINARY, bytes, true);
    } else {
      long bytes = Utf8.length((CharSequence) payload);
      RECEIVER.begin(connection, WebSocketMessageType.TEXT, bytes, true);
    }
    return connection;
  }

  public static void handled(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      RECEIVER.end((WebSocketConnection) token, thrown);
    }
  }

  /** A frame has come; of control frames the application need not be told. */
  public static @Nullable Object frame(Object socket, Object frame) {
    Framedata data = (Framedata) frame;
    WebSocketMessageType type = FrameTypes.of(data.getOpcode());
    if (type == WebSocketMessageType.PING || type == WebSocketMessageType.PONG) {
      WebSocketConnection connection = WEB_SOCKET.connection(socket);
      if (connection != null) {
        RECEIVER.control(connection, type, data.getPayloadData().remaining());
      }
    }
    return null;
  }

  public static @Nullable Object close(Object socket) {
    return socket;
  }

  public static void failed(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null && thrown != null) {
      WEB_SOCKET.failed(token, thrown);
    }
  }
}
