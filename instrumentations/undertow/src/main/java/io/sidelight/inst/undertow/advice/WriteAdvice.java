package io.sidelight.inst.undertow.advice;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer is sent, in whatever way: an application may keep to itself that it could not be.
 */
public final class WriteAdvice {
  private WriteAdvice() {}

  public static @Nullable Object enter(HttpServerExchange exchange) {
    return exchange;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (thrown instanceof IOException && token != null) {
      UndertowCall call = UndertowCall.of((HttpServerExchange) token);
      if (call != null) {
        call.sendFailed();
      }
    }
  }
}
