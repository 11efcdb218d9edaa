package io.sidelight.inst.servlet.advice;

import io.sidelight.core.record.HttpServerCall;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import javax.servlet.DispatcherType;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * On every method that a request passes: the outermost one on its thread begins and ends the
 * measurement, those inside it (chain, forward, include, error page) find it under way.
 */
public final class RequestAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  private RequestAdvice() {}

  public static @Nullable Object enter(@Nullable Object request, @Nullable Object response) {
    if (HTTP.current() != null
        || !(request instanceof HttpServletRequest)
        || !(response instanceof HttpServletResponse)) {
      return null;
    }
    HttpServletRequest http = (HttpServletRequest) request;
    DispatcherType type = http.getDispatcherType();
    if (type == DispatcherType.ERROR || type == DispatcherType.ASYNC) {
      HttpServerCall waiting = HTTP.suspended(ServletCall.identity(http));
      if (waiting != null) {
        HTTP.resume(waiting);
      }
      // Without one, the container dispatches after its outermost servlet method has returned: the
      // request has been counted already.
      return waiting;
    }
    // Containers use request objects again, even if they never told of the end of the last one.
    AbandonedAdvice.enter(ServletCall.identity(http));
    ServletCall call = new ServletCall(http, (HttpServletResponse) response);
    HTTP.begin(call);
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
    // A resumed call may be of the advice beside another of the application's loaders.
    HttpServerCall call = (HttpServerCall) token;
    HTTP.leave(call);
    if (thrown != null) {
      HTTP.escaped(call, ServletCall.cause(thrown));
    }
    if (!AsyncEnd.await(HTTP, call)) {
      HTTP.end(call);
    }
  }
}
