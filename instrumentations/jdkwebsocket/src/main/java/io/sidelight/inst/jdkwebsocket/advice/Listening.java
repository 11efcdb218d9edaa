package io.sidelight.inst.jdkwebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.Utf8;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketMessageType;
import io.sidelight.core.record.WebSocketReceiver;
import io.sidelight.core.record.WebSocketRecorder;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The application's listener, which is called for one event at a time. */
final class Listening implements WebSocket.Listener {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();
  private static final WebSocketReceiver RECEIVER = WEB_SOCKET.receiver();

  private final WebSocketConnection connection;
  private final WebSocket.Listener listener;

  Listening(WebSocketConnection connection, WebSocket.Listener listener) {
    this.connection = connection;
    this.listener = listener;
  }

  @Override
  public void onOpen(WebSocket socket) {
    WEB_SOCKET.client().open(connection, socket);
    Throwable failure = null;
    try {
      listener.onOpen(socket);
    } catch (Throwable e) {
      failure = e;
      throw e;
    } finally {
      WEB_SOCKET.opened(connection, failure);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    RECEIVER.begin(connection, WebSocketMessageType.TEXT, Utf8.length(data), last);
    Throwable failure = null;
    try {
      return listener.onText(socket, data, last);
    } catch (Throwable e) {
      failure = e;
      throw e;
    } finally {
      RECEIVER.end(connection, failure);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    RECEIVER.begin(connection, WebSocketMessageType.BINARY, data.remaining(), last);
    Throwable failure = null;
    try {
      return listener.onBinary(socket, data, last);
    } catch (Throwable e) {
      failure = e;
      throw e;
    } finally {
      RECEIVER.end(connection, failure);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
    RECEIVER.control(connection, WebSocketMessageType.PING, message.remaining());
    return listener.onPing(socket, message);
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
    RECEIVER.control(connection, WebSocketMessageType.PONG, message.remaining());
    return listener.onPong(socket, message);
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    try {
      return listener.onClose(socket, code, reason);
    } catch (Throwable e) {
      WEB_SOCKET.failed(socket, e);
      throw e;
    }
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    listener.onError(socket, error);
  }
}
