package io.sidelight.inst.jetty.advice;

import io.sidelight.core.record.HttpServerCall;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import io.sidelight.inst.servlet.advice.AsyncEnd;
import java.io.IOException;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/**
 * Around all that Jetty 9.4 to 11 does for a request on one thread: handlers, error pages,
 * asynchronous dispatches and listeners.
 */
public final class ChannelAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  private ChannelAdvice() {}

  public static @Nullable Object enter(HttpChannel channel, Request request, Response response) {
    if (HTTP.current() != null) {
      return null;
    }
    HttpServerCall waiting = HTTP.suspended(request);
    if (waiting != null) {
      HTTP.resume(waiting);
      return waiting;
    }
    if (response.isCommitted() || !channel.getState().isIdle()) {
      // The rest of a request that has ended: its last bytes are on their way.
      return null;
    }
    JettyCall call = new JettyCall(channel, request, response);
    HTTP.begin(call);
    return call;
  }

  /** Jetty gives up the answer, perhaps because it could not send it. */
  public static @Nullable Object aborted(Request request, @Nullable Object thrown) {
    JettyCall call = of(request);
    if (call != null && thrown instanceof IOException) {
      call.aborted();
    }
    return null;
  }

  /** The application is done, and Jetty sends the last of the answer. */
  public static void completing(HttpChannel channel) {
    JettyCall call = of(channel.getRequest());
    if (call != null && !HTTP.isAwaited(call)) {
      call.sending(HTTP);
    }
  }

  /**
   * The answer is complete, and Jetty is about to clear what it knows of the request. Over HTTP/2
   * the thread may serve another request, whose bytes went out together with the last of these.
   */
  public static void completed(Request request) {
    JettyCall call = of(request);
    if (call != null) {
      HTTP.end(call);
    }
  }

  /** Not simply the thread's: Jetty goes on with one request in the middle of another. */
  private static @Nullable JettyCall of(Request request) {
    HttpServerCall call = HTTP.current();
    if (!(call instanceof JettyCall) || !((JettyCall) call).isOf(request)) {
      call = HTTP.suspended(request);
    }
    return call instanceof JettyCall ? (JettyCall) call : null;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token == null) {
      return;
    }
    HttpServerCall call = (HttpServerCall) token;
    HTTP.leave(call);
    if (!AsyncEnd.await(HTTP, call)) {
      HTTP.end(call);
    }
  }
}
