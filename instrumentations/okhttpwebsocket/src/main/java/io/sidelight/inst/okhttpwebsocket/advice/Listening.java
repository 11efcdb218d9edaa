package io.sidelight.inst.okhttpwebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.Utf8;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketMessageType;
import io.sidelight.core.record.WebSocketReceiver;
import io.sidelight.core.record.WebSocketRecorder;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;

/** The application's listener, which is called by the thread that reads. */
final class Listening extends WebSocketListener {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();
  private static final WebSocketReceiver RECEIVER = WEB_SOCKET.receiver();

  private final WebSocketConnection connection;
  private final WebSocketListener listener;

  Listening(WebSocketConnection connection, WebSocketListener listener) {
    this.connection = connection;
    this.listener = listener;
  }

  @Override
  public void onOpen(WebSocket socket, Response response) {
    WEB_SOCKET.client().open(connection, socket);
    Throwable failure = null;
    try {
      listener.onOpen(socket, response);
    } catch (Throwable e) {
      failure = e;
      throw e;
    } finally {
      WEB_SOCKET.opened(connection, failure);
    }
  }

  @Override
  public void onMessage(WebSocket socket, String text) {
    RECEIVER.begin(connection, WebSocketMessageType.TEXT, Utf8.length(text), true);
    Throwable failure = null;
    try {
      listener.onMessage(socket, text);
    } catch (Throwable e) {
      failure = e;
      throw e;
    } finally {
      RECEIVER.end(connection, failure);
    }
  }

  @Override
  public void onMessage(WebSocket socket, ByteString bytes) {
    RECEIVER.begin(connection, WebSocketMessageType.BINARY, bytes.size(), true);
    Throwable failure = null;
    try {
      listener.onMessage(socket, bytes);
    } catch (Throwable e) {
      failure = e;
      throw e;
    } finally {
      RECEIVER.end(connection, failure);
    }
  }

  @Override
  public void onClosing(WebSocket socket, int code, String reason) {
    WEB_SOCKET.closing(socket, code);
    try {
      listener.onClosing(socket, code, reason);
    } catch (Throwable e) {
      WEB_SOCKET.failed(socket, e);
      throw e;
    }
  }

  @Override
  public void onClosed(WebSocket socket, int code, String reason) {
    // With the code that either side was the first to give.
    WEB_SOCKET.closed(socket);
    try {
      listener.onClosed(socket, code, reason);
    } catch (Throwable e) {
      WEB_SOCKET.failed(socket, e);
      throw e;
    } finally {
      WEB_SOCKET.gone(socket);
    }
  }

  @Override
  public void onFailure(WebSocket socket, Throwable failure, Response response) {
    // It is told of what its own methods have thrown, and of a peer that is gone.
    WEB_SOCKET.gone(socket);
    listener.onFailure(socket, failure, response);
  }
}
