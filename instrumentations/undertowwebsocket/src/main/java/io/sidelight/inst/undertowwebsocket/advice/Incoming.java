package io.sidelight.inst.undertowwebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketMessageType;
import io.sidelight.core.record.WebSocketPart;
import io.sidelight.core.record.WebSocketReceiver;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import org.jspecify.annotations.Nullable;

/** What is told that a message is read, before whoever gives it to the application. */
final class Incoming<T> implements WebSocketCallback<T> {
  private static final WebSocketReceiver RECEIVER = Recorders.webSocket().receiver();

  private final WebSocketConnection connection;
  private final WebSocketMessageType type;
  private @Nullable WebSocketCallback<T> callback;

  Incoming(WebSocketConnection connection, WebSocketMessageType type) {
    this.connection = connection;
    this.type = type;
  }

  Incoming<T> before(WebSocketCallback<T> original) {
    callback = original;
    return this;
  }

  @Override
  public void complete(WebSocketChannel channel, T read) {
    if (type == WebSocketMessageType.PING || type == WebSocketMessageType.PONG) {
      RECEIVER.takeControl(connection, type);
      pass(channel, read);
      return;
    }
    WebSocketPart part = RECEIVER.take(connection, type, isLast(read));
    if (!ChannelAdvice.isStandard(channel)) {
      handle(part, channel, read);
      return;
    }
    // Where there is a handler it is called by a task, maybe of another thread.
    RECEIVER.offer(part);
    try {
      pass(channel, read);
    } finally {
      RECEIVER.offered();
    }
  }

  private void handle(WebSocketPart part, WebSocketChannel channel, T read) {
    RECEIVER.begin(part);
    Throwable failure = null;
    try {
      pass(channel, read);
    } catch (Throwable e) {
      failure = e;
      throw e;
    } finally {
      RECEIVER.end(part, failure);
    }
  }

  private void pass(WebSocketChannel channel, T read) {
    if (callback != null) {
      callback.complete(channel, read);
    }
  }

  private boolean isLast(T read) {
    return read instanceof BufferedTextMessage
        ? ((BufferedTextMessage) read).isComplete()
        : ((BufferedBinaryMessage) read).isComplete();
  }

  @Override
  public void onError(WebSocketChannel channel, T read, Throwable thrown) {
    if (callback != null) {
      callback.onError(channel, read, thrown);
    }
  }
}
