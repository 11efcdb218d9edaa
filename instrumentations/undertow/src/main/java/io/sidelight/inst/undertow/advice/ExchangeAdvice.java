package io.sidelight.inst.undertow.advice;

import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import io.undertow.server.HttpServerExchange;
import org.jspecify.annotations.Nullable;

/**
 * Around all that Undertow does for a request on one thread. The first of them, on an I/O thread,
 * begins it; the exchange's own listener ends it.
 */
public final class ExchangeAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  private ExchangeAdvice() {}

  public static @Nullable Object enter(HttpServerExchange exchange) {
    if (HTTP.current() != null) {
      return null;
    }
    UndertowCall call = UndertowCall.of(exchange);
    if (call != null) {
      HTTP.resume(call);
      return call;
    }
    call = new UndertowCall(exchange);
    HTTP.begin(call);
    call.attach();
    return call;
  }

  /** A listener of the application's, which is called for a request that has begun. */
  public static @Nullable Object resume(@Nullable HttpServerExchange exchange) {
    if (exchange == null || HTTP.current() != null) {
      return null;
    }
    UndertowCall call = UndertowCall.of(exchange);
    if (call != null) {
      HTTP.resume(call);
    }
    return call;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      HTTP.leave((UndertowCall) token);
    }
  }
}
