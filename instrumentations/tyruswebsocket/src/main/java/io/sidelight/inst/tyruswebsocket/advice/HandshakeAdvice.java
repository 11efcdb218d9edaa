package io.sidelight.inst.tyruswebsocket.advice;

import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketRecorder;
import org.glassfish.tyrus.core.TyrusEndpointWrapper;
import org.glassfish.tyrus.spi.UpgradeRequest;
import org.glassfish.tyrus.spi.UpgradeResponse;
import org.jspecify.annotations.Nullable;

/** On the HTTP request that asks a server for a connection. */
public final class HandshakeAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();

  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  private HandshakeAdvice() {}

  /** In a servlet container the request has begun before; Tyrus's own server knows of none. */
  public static @Nullable Object asked(Object request, Object response) {
    if (HTTP.current() != null) {
      return null;
    }
    ServerCall call = new ServerCall((UpgradeRequest) request, (UpgradeResponse) response);
    HTTP.begin(call);
    return call;
  }

  /** It matches an endpoint, which may refuse it. */
  public static @Nullable Object matched(TyrusEndpointWrapper endpoint) {
    String path = endpoint.getEndpointPath();
    if (path != null) {
      WEB_SOCKET.beginHandshake(path);
    }
    return null;
  }

  public static @Nullable Object handler(Object handler) {
    return handler;
  }

  public static void grant(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null && thrown == null) {
      WEB_SOCKET.grant(token);
    }
  }

  public static void answered(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    WEB_SOCKET.endHandshake();
    if (token != null) {
      HTTP.leave((ServerCall) token);
      HTTP.end((ServerCall) token);
    }
  }
}
