package io.sidelight.inst.glassfish.advice;

import io.sidelight.core.record.HttpServerCall;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.inst.servlet.advice.AsyncEnd;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.jspecify.annotations.Nullable;

/**
 * Around the container's pipeline, once it is known which application and servlet a request is for:
 * log-in, filters, error pages. The answer is brought to its end after that, on the same thread.
 */
public final class RequestAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  private RequestAdvice() {}

  public static void enter(Request request, Response response) {
    HTTP.freshThread();
    HttpServerCall abandoned = HTTP.suspended(request.getRequest());
    if (abandoned != null) {
      HTTP.end(abandoned);
    }
    GlassFishCall call = new GlassFishCall(request, response);
    HTTP.begin(call);
    HTTP.know(call);
  }

  public static @Nullable Object leaving(Request request) {
    HttpServerCall call = HTTP.current();
    return call instanceof GlassFishCall && ((GlassFishCall) call).isOf(request) ? call : null;
  }

  public static void left(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null && token == HTTP.current()) {
      GlassFishCall call = (GlassFishCall) token;
      if (AsyncEnd.await(HTTP, call)) {
        HTTP.leave(call);
      } else if (call.isUpgraded()) {
        // The container takes the answer to go on for as long as the connection.
        HTTP.leave(call);
        HTTP.end(call);
        WebSocketConnection connection = Recorders.webSocket().granted(call);
        if (connection != null) {
          call.transport().addCloseListener(new Dropped(connection));
        }
      }
    }
  }
}
