package io.sidelight.inst.servlet.advice;

import io.sidelight.core.record.HttpServerCall;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import javax.servlet.DispatcherType;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * On every method that a request passes in the application. Where the container has begun the
 * request, the outermost tells which mapping was matched and what escaped; on a container without a
 * hook of its own it begins and ends the request.
 */
public final class RequestAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  /** Says that the request is the container's to end. */
  private static final Object INSIDE = new Object();

  private RequestAdvice() {}

  public static @Nullable Object enter(@Nullable Object request, @Nullable Object response) {
    if (!(request instanceof HttpServletRequest) || !(response instanceof HttpServletResponse)) {
      return null;
    }
    HttpServletRequest http = (HttpServletRequest) request;
    HttpServerCall current = HTTP.current();
    if (current != null) {
      if (!HTTP.enter(current)) {
        return null;
      }
      if (!HTTP.isMapped(current) && http.getDispatcherType() == DispatcherType.REQUEST) {
        Routes.tell(HTTP, current, http);
      }
      return INSIDE;
    }
    DispatcherType type = http.getDispatcherType();
    Object identity = ServletCall.identity(http);
    if (type == DispatcherType.ERROR || type == DispatcherType.ASYNC) {
      HttpServerCall waiting = HTTP.suspended(identity);
      if (waiting != null) {
        HTTP.resume(waiting);
        HTTP.enter(waiting);
      }
      // Without one, the container dispatches after its outermost servlet method has returned: the
      // request has been counted already.
      return waiting;
    }
    // Containers use request objects again, even if they never told of the end of the last one.
    HttpServerCall abandoned = HTTP.suspended(identity);
    if (abandoned != null) {
      HTTP.end(abandoned);
    }
    ServletCall call = new ServletCall(http, (HttpServletResponse) response);
    HTTP.begin(call);
    HTTP.enter(call);
    return call;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (thrown != null) {
      HTTP.passing(HTTP.current());
    }
    if (token == null) {
      return;
    }
    Throwable cause = thrown == null ? null : ServletCall.cause(thrown);
    if (token == INSIDE) {
      HttpServerCall current = HTTP.current();
      if (current != null) {
        HTTP.exit(current, cause);
      }
      return;
    }
    // A resumed call may be of the advice beside another of the application's loaders.
    HttpServerCall call = (HttpServerCall) token;
    HTTP.exit(call, null);
    HTTP.leave(call);
    if (cause != null) {
      HTTP.escaped(call, cause);
    }
    if (!AsyncEnd.await(HTTP, call)) {
      HTTP.end(call);
    }
  }
}
