package io.sidelight.inst.undertowwebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WeakTable;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketMessageType;
import io.sidelight.core.record.WebSocketPart;
import io.sidelight.core.record.WebSocketRecorder;
import io.sidelight.core.record.WebSocketSender;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.websockets.core.WebSocketFrameType;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/** On the stream that a message is written to, whatever way the application sends it. */
public final class SendAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();
  private static final WebSocketSender SENDER = WEB_SOCKET.sender();
  private static final WeakTable<Object, WebSocketPart> OPEN = new WeakTable<>();

  private SendAdvice() {}

  public static @Nullable Object begin(Object channel, Object frameType) {
    WebSocketMessageType type = FrameTypes.of((WebSocketFrameType) frameType);
    WebSocketConnection connection = type == null ? null : WEB_SOCKET.connection(channel);
    return type == null || connection == null ? null : SENDER.open(connection, type);
  }

  public static void begun(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null && returned != null) {
      OPEN.put(returned, (WebSocketPart) token);
    } else if (token != null) {
      SENDER.written((WebSocketPart) token, thrown);
    }
  }

  /** A frame is to be written, not compressed yet. */
  public static @Nullable Object write(Object sink, @Nullable PooledByteBuffer frame) {
    WebSocketPart part = frame == null ? null : OPEN.get(sink);
    if (part != null && frame != null) {
      SENDER.add(part, frame.getBuffer().remaining());
    }
    return null;
  }

  public static @Nullable Object written(Object sink, boolean isLast) {
    WebSocketPart part = isLast ? OPEN.remove(sink) : null;
    if (part != null) {
      SENDER.written(part, null);
    }
    return null;
  }

  /** Other protocols have such streams as well. */
  public static @Nullable Object broken(Object sink) {
    WebSocketPart part = OPEN.remove(sink);
    if (part != null) {
      SENDER.written(part, new ClosedChannelException());
    }
    return null;
  }
}
