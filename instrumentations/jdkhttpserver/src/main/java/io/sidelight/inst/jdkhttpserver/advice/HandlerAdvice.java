package io.sidelight.inst.jdkhttpserver.advice;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WeakTable;
import org.jspecify.annotations.Nullable;

/** Around the filters and the handler; filters inside find the request under way. */
public final class HandlerAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();
  private static final @Nullable ClassLoader AGENT = Recorders.class.getClassLoader();
  private static final @Nullable ClassLoader JDK = HttpExchange.class.getClassLoader();

  /** By the streams of both bodies. A call lets its exchange go before it waits for long. */
  private static final WeakTable<Object, ExchangeCall> CALLS = new WeakTable<>();

  private HandlerAdvice() {}

  public static @Nullable Object enter(Object argument) {
    HttpExchange exchange = (HttpExchange) argument;
    // Others implement the API, too, and whoever measures them ends what he began.
    if (exchange.getClass().getClassLoader() != JDK || HTTP.current() != null) {
      return null;
    }
    HttpContext context = exchange.getHttpContext();
    HttpHandler handler = context.getHandler();
    if (handler == null || handler.getClass().getClassLoader() == AGENT) {
      return null;
    }
    ExchangeCall call = new ExchangeCall(exchange, context);
    CALLS.put(call.body(), call);
    if (call.hasFixedBody()) {
      CALLS.put(exchange.getRequestBody(), call);
    }
    HTTP.begin(call);
    return call;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token == null) {
      return;
    }
    ExchangeCall call = (ExchangeCall) token;
    HTTP.leave(call);
    if (thrown != null) {
      HTTP.escaped(call, thrown);
      // The server has yet to answer, or to close the connection.
      ConnectionAdvice.failed(call);
    } else if (call.leave()) {
      HTTP.end(call);
    }
  }

  /** The call whose answer goes to this stream, or null. */
  static @Nullable ExchangeCall call(@Nullable Object body) {
    return body == null ? null : CALLS.get(body);
  }

  /** Nothing more will be written to this stream. */
  static void complete(Object body, ExchangeCall call, @Nullable Throwable thrown) {
    CALLS.remove(body);
    HTTP.failed(call, thrown);
    if (call.complete()) {
      HTTP.end(call);
    }
  }
}
