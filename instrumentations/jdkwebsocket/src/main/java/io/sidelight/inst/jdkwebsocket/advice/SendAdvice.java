package io.sidelight.inst.jdkwebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.Utf8;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketMessageType;
import io.sidelight.core.record.WebSocketPart;
import io.sidelight.core.record.WebSocketRecorder;
import io.sidelight.core.record.WebSocketSender;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** On what is handed to the transport, also by the client itself: its answers to pings. */
public final class SendAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();
  private static final WebSocketSender SENDER = WEB_SOCKET.sender();

  private SendAdvice() {}

  public static @Nullable Object text(
      @Nullable Object socket, @Nullable CharSequence text, boolean last) {
    WebSocketConnection connection = WEB_SOCKET.connection(socket);
    return connection == null || text == null
        ? null
        : SENDER.take(connection, WebSocketMessageType.TEXT, Utf8.length(text), last);
  }

  public static @Nullable Object binary(
      @Nullable Object socket, @Nullable ByteBuffer data, boolean last) {
    return take(socket, WebSocketMessageType.BINARY, data, last);
  }

  public static @Nullable Object ping(@Nullable Object socket, @Nullable Object data) {
    return take(socket, WebSocketMessageType.PING, data, true);
  }

  /** An answer to a ping gets its data only when it is sent, so that the last one is answered. */
  public static @Nullable Object pong(@Nullable Object socket, @Nullable Object data) {
    return take(socket, WebSocketMessageType.PONG, data, true);
  }

  private static @Nullable Object take(
      @Nullable Object socket, WebSocketMessageType type, @Nullable Object data, boolean last) {
    WebSocketConnection connection = WEB_SOCKET.connection(socket);
    int bytes = data instanceof ByteBuffer ? ((ByteBuffer) data).remaining() : 0;
    return connection == null ? null : SENDER.take(connection, type, bytes, last);
  }

  public static void sent(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token == null) {
      return;
    }
    WebSocketPart part = (WebSocketPart) token;
    if (returned == null) {
      SENDER.written(part, thrown);
    } else {
      CompletableFuture<?> unused =
          ((CompletableFuture<?>) returned)
              .whenComplete((socket, failure) -> SENDER.written(part, failure));
    }
  }
}
