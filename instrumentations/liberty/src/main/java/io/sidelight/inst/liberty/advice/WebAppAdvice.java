package io.sidelight.inst.liberty.advice;

import com.ibm.wsspi.http.HttpInboundConnection;
import io.sidelight.core.record.HttpServerCall;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import io.sidelight.inst.servlet.advice.AsyncEnd;
import io.sidelight.inst.servlet.advice.RequestAdvice;
import io.sidelight.inst.servlet.advice.ServletCall;
import javax.servlet.DispatcherType;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** Around all that the web container does for a request on the thread that took it up. */
public final class WebAppAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  private WebAppAdvice() {}

  /** The container knows from a request before which servlet this path leads to. */
  public static @Nullable Object cached(@Nullable Object request, @Nullable Object response) {
    return enter(request, response, request == null ? null : Connections.of(request));
  }

  public static @Nullable Object enter(
      @Nullable Object request, @Nullable Object response, @Nullable Object connection) {
    HttpServerCall current = HTTP.current();
    if (current instanceof LibertyCall && ((LibertyCall) current).hasReturned()) {
      // Never brought to its end by the container, which goes on with the next.
      HTTP.leave(current);
      HTTP.end(current);
      current = null;
    }
    if (current != null
        || !(connection instanceof HttpInboundConnection)
        || !(request instanceof HttpServletRequest)
        || !(response instanceof HttpServletResponse)
        || ((HttpServletRequest) request).getDispatcherType() != DispatcherType.REQUEST) {
      return RequestAdvice.enter(request, response);
    }
    HttpServerCall abandoned = HTTP.suspended(connection);
    if (abandoned != null) {
      HTTP.end(abandoned);
    }
    LibertyCall call =
        new LibertyCall(
            (HttpServletRequest) request,
            (HttpServletResponse) response,
            (HttpInboundConnection) connection);
    HTTP.begin(call);
    HTTP.know(call);
    return call;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (!(token instanceof LibertyCall) || token != HTTP.current()) {
      RequestAdvice.exit(token, returned, thrown);
      return;
    }
    LibertyCall call = (LibertyCall) token;
    // One that goes on was entered where it was found.
    HTTP.exit(call, null);
    if (thrown != null) {
      HTTP.passing(call);
      HTTP.escaped(call, ServletCall.cause(thrown));
    }
    if (AsyncEnd.await(HTTP, call)) {
      HTTP.leave(call);
    } else if (call.returned()) {
      HTTP.leave(call);
      HTTP.end(call);
    }
  }
}
