package io.sidelight.inst.okhttpwebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketCallbacks;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketMessageType;
import io.sidelight.core.record.WebSocketRecorder;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;

/** The application's listener, which is called by the thread that reads. */
final class Listening extends WebSocketListener {
  private static final WebSocketCallbacks CALLBACKS = new WebSocketCallbacks("okhttpwebsocket");
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();

  private final WebSocketConnection connection;
  private final WebSocketListener listener;

  Listening(WebSocketConnection connection, WebSocketListener listener) {
    this.connection = connection;
    this.listener = listener;
  }

  @Override
  public void onOpen(WebSocket socket, Response response) {
    CALLBACKS.open(connection, socket, () -> listener.onOpen(socket, response));
  }

  @Override
  public void onMessage(WebSocket socket, String text) {
    CALLBACKS.text(connection, text, true, () -> listener.onMessage(socket, text));
  }

  @Override
  public void onMessage(WebSocket socket, ByteString bytes) {
    CALLBACKS.message(
        connection,
        WebSocketMessageType.BINARY,
        bytes.size(),
        true,
        () -> listener.onMessage(socket, bytes));
  }

  @Override
  public void onClosing(WebSocket socket, int code, String reason) {
    CALLBACKS.record(() -> WEB_SOCKET.closing(socket, code));
    CALLBACKS.tell(socket, () -> listener.onClosing(socket, code, reason));
  }

  @Override
  public void onClosed(WebSocket socket, int code, String reason) {
    // With the code that either side was the first to give.
    CALLBACKS.record(() -> WEB_SOCKET.closed(socket));
    try {
      CALLBACKS.tell(socket, () -> listener.onClosed(socket, code, reason));
    } finally {
      gone(socket);
    }
  }

  @Override
  public void onFailure(WebSocket socket, Throwable failure, Response response) {
    // It is told of what its own methods have thrown, and of a peer that is gone.
    CALLBACKS.record(() -> SendAdvice.lost(socket, failure));
    gone(socket);
    listener.onFailure(socket, failure, response);
  }

  private static void gone(WebSocket socket) {
    CALLBACKS.record(() -> WEB_SOCKET.gone(socket));
  }
}
