package io.sidelight.inst.jetty.advice;

import io.sidelight.core.record.HttpServerCall;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import io.sidelight.inst.servlet.advice.AsyncEnd;
import org.jspecify.annotations.Nullable;

/**
 * Where a request of Jetty 9.4 to 11 becomes asynchronous. Later would be too late: another thread
 * may take it up before the first has left it.
 */
public final class StartAsyncAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  private StartAsyncAdvice() {}

  public static @Nullable Object enter() {
    return HTTP.current();
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token instanceof JettyCall && thrown == null) {
      AsyncEnd.await(HTTP, (HttpServerCall) token);
    }
  }
}
