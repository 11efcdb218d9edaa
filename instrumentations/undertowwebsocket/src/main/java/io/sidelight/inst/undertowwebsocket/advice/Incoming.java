package io.sidelight.inst.undertowwebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketCallbacks;
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
  private static final WebSocketCallbacks CALLBACKS = new WebSocketCallbacks("undertowwebsocket");
  private static final WebSocketReceiver RECEIVER = Recorders.webSocket().receiver();

  private final WebSocketConnection connection;
  private final WebSocketMessageType type;
  private @Nullable WebSocketCallback<T> callback;
  private @Nullable WebSocketPart taken;

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
    CALLBACKS.record(() -> take(read));
    WebSocketPart part = taken;
    taken = null;
    if (part == null) {
      pass(channel, read);
    } else if (!ChannelAdvice.isStandard(channel)) {
      CALLBACKS.part(part, () -> pass(channel, read));
    } else {
      // Where there is a handler it is called by a task, maybe of another thread.
      CALLBACKS.offer(part, () -> pass(channel, read));
    }
  }

  private void take(T read) {
    if (type == WebSocketMessageType.PING || type == WebSocketMessageType.PONG) {
      RECEIVER.takeControl(connection, type);
    } else {
      taken = RECEIVER.take(connection, type, isLast(read));
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
