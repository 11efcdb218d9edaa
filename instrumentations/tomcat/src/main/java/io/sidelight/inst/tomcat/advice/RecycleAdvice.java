package io.sidelight.inst.tomcat.advice;

import io.sidelight.core.record.HttpServerCall;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import org.apache.catalina.connector.Request;

/**
 * Where Tomcat clears a request object for the next request: the answer is complete, down to the
 * last buffer. One that still waits was given up without a word to its listeners, as Tomcat does
 * when a servlet throws after {@code startAsync}.
 */
public final class RecycleAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  private RecycleAdvice() {}

  public static void enter(Request request) {
    HttpServerCall call = HTTP.current();
    if (!(call instanceof TomcatCall) || !((TomcatCall) call).isOf(request)) {
      call = HTTP.suspended(request);
    }
    if (call != null) {
      HTTP.end(call);
    }
    if (call instanceof TomcatCall) {
      ((TomcatCall) call).ended();
    }
  }
}
