package io.sidelight.inst.jettywebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketRecorder;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.eclipse.jetty.websocket.api.WebSocketException;
import org.eclipse.jetty.websocket.common.CloseInfo;
import org.eclipse.jetty.websocket.common.events.EventDriver;
import org.jspecify.annotations.Nullable;

/** On the end of a connection in Jetty 9.4, and what goes wrong before. */
public final class Jetty9SessionAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();

  private Jetty9SessionAdvice() {}

  public static Object closed(Object session, Object info) {
    return closedWith(session, ((CloseInfo) info).getStatusCode());
  }

  public static Object closedWith(Object session, int code) {
    WEB_SOCKET.closed(session, code);
    return session;
  }

  public static @Nullable Object tell(Object driver) {
    return ((EventDriver) driver).getSession();
  }

  public static void told(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null && thrown != null) {
      WEB_SOCKET.failed(token, thrown);
    }
  }

  /** A connection that breaks before it is open is only told to be an error. */
  public static @Nullable Object disconnect(@Nullable Object session) {
    return session;
  }

  public static void gone(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    WEB_SOCKET.gone(token);
  }

  public static @Nullable Object failedIn(Object driver, Object thrown) {
    return failed(((EventDriver) driver).getSession(), thrown);
  }

  public static @Nullable Object failed(@Nullable Object session, Object thrown) {
    if (session == null || thrown instanceof SocketTimeoutException) {
      // A silent peer's connection is about to be closed with a code that says so.
      return null;
    }
    if (SessionAdvice.isPeers(thrown)
        || thrown instanceof IOException && !WEB_SOCKET.isHandling(session)) {
      // The peer is gone, which Jetty is about to call an error of the server's, 1011.
      WEB_SOCKET.closed(session);
    } else if (!(thrown instanceof WebSocketException)) {
      // What is wrong with a frame is told by the close code.
      WEB_SOCKET.failed(session, (Throwable) thrown);
    }
    return null;
  }
}
