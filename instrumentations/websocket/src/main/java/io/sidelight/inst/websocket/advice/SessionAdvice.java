package io.sidelight.inst.websocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketRecorder;
import java.lang.reflect.InvocationTargetException;
import javax.websocket.CloseReason;
import org.jspecify.annotations.Nullable;

/** On what becomes of a session, and what goes wrong in it. */
public final class SessionAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();

  private SessionAdvice() {}

  public static @Nullable Object created(Object session) {
    if (!ConnectAdvice.created(session)) {
      WEB_SOCKET.name(session);
    }
    return null;
  }

  public static @Nullable Object closing(Object session, Object reason) {
    WEB_SOCKET.closing(session, ((CloseReason) reason).getCloseCode().getCode());
    return null;
  }

  public static @Nullable Object closed(Object session, Object reason) {
    WEB_SOCKET.closed(session, ((CloseReason) reason).getCloseCode().getCode());
    return null;
  }

  public static @Nullable Object failed(Object session, Object thrown) {
    Throwable cause =
        // An annotated method is called by reflection.
        thrown instanceof InvocationTargetException ? ((Throwable) thrown).getCause() : null;
    WEB_SOCKET.failed(session, cause == null ? (Throwable) thrown : cause);
    return null;
  }

  public static @Nullable Object told(Object session, Object thrown) {
    WEB_SOCKET.told(session, (Throwable) thrown);
    return null;
  }

  public static @Nullable Object decode(Object session) {
    return session;
  }

  /** A failure is not passed on as an exception, only to the endpoint's {@code onError}. */
  public static void decoded(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (thrown != null && token != null) {
      WEB_SOCKET.told(token, thrown);
    }
  }
}
