package io.sidelight.inst.reactornetty.advice;

import io.sidelight.core.record.HttpServerCall;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Where WebFlux has found the handler of a request, and where it makes an answer of an exception.
 * The request is found by its connection: filters may have taken it to another thread.
 */
public final class WebFluxAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  private WebFluxAdvice() {}

  public static @Nullable Object enterHandler(Object argument) {
    ServerWebExchange exchange = (ServerWebExchange) argument;
    Object best = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    if (best == null) {
      return null;
    }
    String pattern =
        best instanceof PathPattern ? ((PathPattern) best).getPatternString() : best.toString();
    String base = exchange.getRequest().getPath().contextPath().value();
    String template = base.isEmpty() ? pattern : base + pattern;
    HttpServerCall current = HTTP.current();
    HttpServerCall call = call(exchange);
    if (call == null || call == current) {
      // On a servlet container, too, where the request is its thread's.
      HTTP.route(call == null ? pattern : template);
    } else if (current == null) {
      HTTP.resume(call);
      HTTP.route(template);
      HTTP.leave(call);
    }
    return null;
  }

  public static @Nullable Object enterError(Object exchange, @Nullable Object thrown) {
    failed((ServerWebExchange) exchange, thrown);
    return null;
  }

  /** The exception comes second in Spring 5 and third in 6 and 7. */
  public static @Nullable Object enterUnresolved(
      Object exchange, @Nullable Object second, @Nullable Object third) {
    failed((ServerWebExchange) exchange, second instanceof Throwable ? second : third);
    return null;
  }

  /** The exchange and the exception are first and second, and before Spring 6 last and first. */
  public static @Nullable Object enterHandled(
      @Nullable Object first, @Nullable Object second, @Nullable Object last) {
    if (first instanceof ServerWebExchange) {
      failed((ServerWebExchange) first, second);
    } else if (last instanceof ServerWebExchange) {
      failed((ServerWebExchange) last, first);
    }
    return null;
  }

  private static void failed(ServerWebExchange exchange, @Nullable Object thrown) {
    if (thrown instanceof Throwable) {
      HttpServerCall call = call(exchange);
      if (call == null) {
        // On a servlet container; the request is its thread's, if nobody has changed that.
        HTTP.handled((Throwable) thrown);
      } else {
        HTTP.handled(call, (Throwable) thrown);
      }
    }
  }

  private static @Nullable HttpServerCall call(ServerWebExchange exchange) {
    ServerHttpRequest request = exchange.getRequest();
    Object under;
    try {
      under = ServerHttpRequestDecorator.getNativeRequest(request);
    } catch (IllegalArgumentException e) {
      // Not a request of a server's: a test's, or one made up by the application.
      return null;
    }
    // By name: without Reactor Netty its classes must not be asked for.
    return under.getClass().getName().startsWith("reactor.netty.")
        ? RequestAdvice.call(under)
        : null;
  }
}
