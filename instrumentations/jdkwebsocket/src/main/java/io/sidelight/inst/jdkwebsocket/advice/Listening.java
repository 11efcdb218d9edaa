package io.sidelight.inst.jdkwebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketCallbacks;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketMessageType;
import io.sidelight.core.record.WebSocketReceiver;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The application's listener, which is called for one event at a time. */
final class Listening implements WebSocket.Listener {
  private static final WebSocketCallbacks CALLBACKS = new WebSocketCallbacks("jdkwebsocket");
  private static final WebSocketReceiver RECEIVER = Recorders.webSocket().receiver();

  private final WebSocketConnection connection;
  private final WebSocket.Listener listener;

  Listening(WebSocketConnection connection, WebSocket.Listener listener) {
    this.connection = connection;
    this.listener = listener;
  }

  @Override
  public void onOpen(WebSocket socket) {
    CALLBACKS.open(connection, socket, () -> listener.onOpen(socket));
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    return CALLBACKS.<@Nullable CompletionStage<?>>text(
        connection, data, last, () -> listener.onText(socket, data, last));
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    return CALLBACKS.<@Nullable CompletionStage<?>>binary(
        connection, data.remaining(), last, () -> listener.onBinary(socket, data, last));
  }

  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
    control(WebSocketMessageType.PING, message);
    return listener.onPing(socket, message);
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
    control(WebSocketMessageType.PONG, message);
    return listener.onPong(socket, message);
  }

  private void control(WebSocketMessageType type, ByteBuffer message) {
    CALLBACKS.record(() -> RECEIVER.control(connection, type, message.remaining()));
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    return CALLBACKS.<@Nullable CompletionStage<?>>tell(
        socket, () -> listener.onClose(socket, code, reason));
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    listener.onError(socket, error);
  }
}
