package io.sidelight.inst.javawebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketMessageType;
import io.sidelight.core.record.WebSocketPart;
import io.sidelight.core.record.WebSocketRecorder;
import io.sidelight.core.record.WebSocketSender;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.java_websocket.framing.Framedata;
import org.jspecify.annotations.Nullable;

/** On frames that are queued, in whatever way the application sends. */
public final class SendAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();
  private static final WebSocketSender SENDER = WEB_SOCKET.sender();

  private SendAdvice() {}

  public static @Nullable Object send(Object socket, @Nullable Collection<?> frames) {
    WebSocketConnection connection = WEB_SOCKET.connection(socket);
    if (connection == null || frames == null) {
      return null;
    }
    List<WebSocketPart> parts = new ArrayList<>(frames.size());
    for (Object each : frames) {
      Framedata frame = (Framedata) each;
      WebSocketMessageType type = FrameTypes.of(frame.getOpcode());
      if (type != null) {
        long bytes = frame.getPayloadData().remaining();
        parts.add(SENDER.take(connection, type, bytes, frame.isFin()));
      }
    }
    return parts;
  }

  public static void sent(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      for (Object part : (List<?>) token) {
        SENDER.written((WebSocketPart) part, thrown);
      }
    }
  }
}
