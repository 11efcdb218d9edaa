package io.sidelight.inst.vertx.advice;

import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WeakTable;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Around the handler of a request, in the context that runs it. Its thread serves the request until
 * the handler returns and no longer: others come in between before it is answered.
 */
public final class RequestAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  /** A connection's next request waits until the one before it is answered. */
  private static final WeakTable<HttpConnection, VertxCall> CALLS = new WeakTable<>();

  private RequestAdvice() {}

  public static @Nullable Object enter(Object argument) {
    HttpServerRequest request = (HttpServerRequest) argument;
    VertxCall call = new VertxCall(request);
    CALLS.put(request.connection(), call);
    HTTP.begin(call);
    return call;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      VertxCall call = (VertxCall) token;
      HTTP.leave(call);
      // Whether, and how, it is answered is the application's business.
      HTTP.failed(call, thrown);
    }
  }

  /** The call of this request, also of one that a framework has wrapped, if it has not ended. */
  static @Nullable VertxCall call(HttpServerRequest request) {
    HttpConnection connection = request.connection();
    return connection == null ? null : CALLS.get(connection);
  }

  static void forget(HttpServerRequest request) {
    CALLS.remove(request.connection());
  }
}
