package io.sidelight.inst.undertowwebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketMessageType;
import io.sidelight.core.record.WebSocketReceiver;
import io.sidelight.core.record.WebSocketRecorder;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.websockets.core.StreamSourceFrameChannel;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketFrameType;
import org.jspecify.annotations.Nullable;

/** On what is read from a connection, by one thread. */
public final class ReadAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();
  private static final WebSocketReceiver RECEIVER = WEB_SOCKET.receiver();

  private ReadAdvice() {}

  /** Some bytes of a message are unmasked and decompressed. */
  public static @Nullable Object reading(StreamSourceFrameChannel source) {
    return source;
  }

  public static void read(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    StreamSourceFrameChannel source = (StreamSourceFrameChannel) token;
    WebSocketConnection connection =
        source == null || returned == null
            ? null
            : WEB_SOCKET.connection(source.getWebSocketChannel());
    if (source == null || returned == null || connection == null) {
      return;
    }
    int bytes = ((PooledByteBuffer) returned).getBuffer().remaining();
    if (source.getType() == WebSocketFrameType.PING
        || source.getType() == WebSocketFrameType.PONG) {
      RECEIVER.arrivedControl(connection, bytes);
    } else {
      RECEIVER.arrived(connection, bytes);
    }
  }

  /** Somebody wants to be told when a message, or a part of one, is read. */
  public static @Nullable Object message(StreamSourceFrameChannel source) {
    WebSocketMessageType type = FrameTypes.of(source.getType());
    WebSocketConnection connection =
        type == null ? null : WEB_SOCKET.connection(source.getWebSocketChannel());
    return type == null || connection == null ? null : new Incoming<>(connection, type);
  }

  @SuppressWarnings("unchecked") // The callback's own parameter is not looked at.
  public static @Nullable Object callback(@Nullable Object token, @Nullable Object callback) {
    return token == null || callback == null
        ? callback
        : ((Incoming<Object>) token).before((WebSocketCallback<Object>) callback);
  }
}
