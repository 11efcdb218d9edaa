package io.sidelight.inst.undertow.advice;

import io.undertow.server.HttpServerExchange;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Counts the body of a request as it is read: Undertow itself does not. */
public final class ReadAdvice {
  private ReadAdvice() {}

  public static @Nullable Object enter(HttpServerExchange exchange, ByteBuffer into) {
    UndertowCall call = UndertowCall.of(exchange);
    if (call != null) {
      call.reading(into);
    }
    return call;
  }

  /**
   * The application is done. Undertow now throws away what is left of the body, in one of two ways
   * that depends on how it came: it was not read, so none of it counts.
   */
  public static void ending(HttpServerExchange exchange) {
    UndertowCall call = UndertowCall.of(exchange);
    if (call != null) {
      call.stopReading();
    }
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      ((UndertowCall) token).hasRead();
    }
  }
}
