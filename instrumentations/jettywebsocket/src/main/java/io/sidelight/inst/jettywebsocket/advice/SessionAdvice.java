package io.sidelight.inst.jettywebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketRecorder;
import java.io.EOFException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.exception.WebSocketException;
import org.eclipse.jetty.websocket.core.exception.WebSocketTimeoutException;
import org.jspecify.annotations.Nullable;

/** On the way of a connection from its handshake to its end. */
public final class SessionAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();

  private SessionAdvice() {}

  public static void created(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (returned != null) {
      WEB_SOCKET.grant(returned);
    }
  }

  public static @Nullable Object open(Object session) {
    WebSocketConnection connection = WEB_SOCKET.open(session);
    if (connection == null) {
      return WEB_SOCKET.client().openAnswered(session);
    }
    WEB_SOCKET.name(session);
    return connection;
  }

  public static void opened(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      WEB_SOCKET.opened((WebSocketConnection) token, thrown);
    }
  }

  public static Object closed(Object session, Object status) {
    WEB_SOCKET.closed(session, ((CloseStatus) status).getCode());
    return session;
  }

  /** The application has been told; Jetty itself may keep the session for a while. */
  public static void told(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    WEB_SOCKET.gone(token);
  }

  public static void failed(Object session, Object thrown) {
    Throwable cause = cause((Throwable) thrown);
    // What is wrong with a frame, or that the peer is gone or silent, is told by the close code.
    if (!isPeers(cause) && !isJettys(cause)) {
      WEB_SOCKET.failed(session, cause);
    }
  }

  /** Without what Jetty has put around it. */
  static Throwable cause(Throwable thrown) {
    Throwable cause = thrown;
    while (isAround(cause) && !isTimeout(cause) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** The peer is gone. */
  static boolean isPeers(Object thrown) {
    return thrown instanceof ClosedChannelException || thrown instanceof EOFException;
  }

  /** The last is around what the reader of a stream has thrown. */
  private static boolean isAround(Throwable thrown) {
    return isJettys(thrown) || thrown instanceof CompletionException;
  }

  private static boolean isTimeout(Throwable thrown) {
    return thrown instanceof WebSocketTimeoutException;
  }

  private static boolean isJettys(Throwable thrown) {
    return thrown instanceof WebSocketException;
  }
}
