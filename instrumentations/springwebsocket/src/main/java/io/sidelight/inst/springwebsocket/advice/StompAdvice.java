package io.sidelight.inst.springwebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.StompRecorder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;

/** On STOMP frames as they are read and written, whatever carries them. */
public final class StompAdvice {
  private static final StompRecorder STOMP = Recorders.webSocket().stomp();

  /** The headers in which Spring keeps what a frame is. */
  private static final String COMMAND = "stompCommand";

  private static final String KIND = "simpMessageType";
  private static final String HEARTBEAT = "HEARTBEAT";

  private StompAdvice() {}

  public static void decoded(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (returned == null) {
      return;
    }
    for (Object message : (List<?>) returned) {
      String command = command(((Message<?>) message).getHeaders());
      if (command != null) {
        STOMP.received(command);
      }
    }
  }

  public static @Nullable Object encode(Map<?, ?> headers) {
    String command = command(headers);
    if (command != null) {
      STOMP.sent(command);
    }
    return null;
  }

  /** A message has come that holds frames, or a part of one. */
  public static @Nullable Object know(Object session) {
    STOMP.know(session);
    return null;
  }

  /** A frame will be written and sent to this session. */
  public static Object begin(Object session) {
    STOMP.begin(session);
    return session;
  }

  public static void end(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      STOMP.end();
    }
  }

  /** Either is a constant of an enumeration; heartbeats have no command. */
  private static @Nullable String command(Map<?, ?> headers) {
    Object command = headers.get(COMMAND);
    if (command != null) {
      return command instanceof Enum ? ((Enum<?>) command).name() : command.toString();
    }
    Object kind = headers.get(KIND);
    return kind instanceof Enum && ((Enum<?>) kind).name().equals(HEARTBEAT) ? HEARTBEAT : null;
  }
}
