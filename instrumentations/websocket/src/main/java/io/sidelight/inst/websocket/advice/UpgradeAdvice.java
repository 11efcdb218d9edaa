package io.sidelight.inst.websocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketRecorder;
import javax.servlet.http.HttpServletRequest;
import javax.websocket.server.ServerEndpointConfig;
import org.jspecify.annotations.Nullable;

/** On the way of a connection from its HTTP request to its end. */
public final class UpgradeAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();

  /** Makes an endpoint for each connection. */
  private static final String SPRING = "org.springframework.";

  private UpgradeAdvice() {}

  public static @Nullable Object handshake(Object request, Object config) {
    if (config.getClass().getName().startsWith(SPRING)) {
      // Its path is the one that was asked for; Spring has mapped it before.
      WEB_SOCKET.beginHandshake(null);
      return null;
    }
    WEB_SOCKET.beginHandshake(
        ((HttpServletRequest) request).getContextPath()
            + ((ServerEndpointConfig) config).getPath());
    return null;
  }

  public static void answered(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    WEB_SOCKET.endHandshake();
  }

  public static @Nullable Object grant(Object handler) {
    WEB_SOCKET.grant(handler);
    return null;
  }

  public static @Nullable Object open(Object handler) {
    return WEB_SOCKET.open(handler);
  }

  public static void opened(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      WEB_SOCKET.opened((WebSocketConnection) token, thrown);
    }
  }

  public static @Nullable Object dispatch(@Nullable Object session) {
    return session;
  }

  /** The container drops the connection then, and tells nobody. */
  public static void dispatched(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (thrown != null) {
      WEB_SOCKET.gone(token);
    }
  }

  public static @Nullable Object gone(@Nullable Object session) {
    WEB_SOCKET.gone(session);
    return null;
  }
}
