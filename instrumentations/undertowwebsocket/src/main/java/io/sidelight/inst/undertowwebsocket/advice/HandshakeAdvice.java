package io.sidelight.inst.undertowwebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketRecorder;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import io.undertow.util.Headers;
import io.undertow.util.PathTemplateMatch;
import io.undertow.util.PathTemplateMatcher;
import org.jspecify.annotations.Nullable;

/** On the HTTP request that asks for a connection. */
public final class HandshakeAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();

  private HandshakeAdvice() {}

  /** In a deployment with endpoints of the standard API; every request comes by. */
  public static @Nullable Object filter(Object matcher) {
    ServletRequestContext servlet = ServletRequestContext.current();
    HttpServerExchange exchange = servlet == null ? null : servlet.getExchange();
    if (exchange == null || !asks(exchange)) {
      return null;
    }
    PathTemplateMatcher.PathMatchResult<?> endpoint =
        ((PathTemplateMatcher<?>) matcher).match(exchange.getRelativePath());
    if (endpoint == null) {
      return null;
    }
    WEB_SOCKET.beginHandshake(exchange.getResolvedPath() + endpoint.getMatchedTemplate());
    return exchange;
  }

  /** In a servlet, which is mapped to what was asked for. */
  public static @Nullable Object upgrade() {
    WEB_SOCKET.beginHandshake(null);
    return WEB_SOCKET;
  }

  /** In a handler of Undertow's own, below handlers for paths. */
  public static @Nullable Object handler(HttpServerExchange exchange) {
    if (!asks(exchange)) {
      return null;
    }
    PathTemplateMatch template = exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY);
    String path = exchange.getResolvedPath();
    // The prefix that a handler was mapped to.
    String mapped = template == null ? path : path + template.getMatchedTemplate();
    WEB_SOCKET.beginHandshake(mapped.isEmpty() ? null : mapped);
    return exchange;
  }

  private static boolean asks(HttpServerExchange exchange) {
    return "websocket".equalsIgnoreCase(exchange.getRequestHeaders().getFirst(Headers.UPGRADE));
  }

  public static @Nullable Object grant(Object exchange) {
    WEB_SOCKET.grant(exchange);
    return null;
  }

  public static void answered(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      WEB_SOCKET.endHandshake();
    }
  }
}
