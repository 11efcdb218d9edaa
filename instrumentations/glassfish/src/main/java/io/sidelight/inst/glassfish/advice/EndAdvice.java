package io.sidelight.inst.glassfish.advice;

import io.sidelight.core.record.HttpServerCall;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import org.apache.catalina.connector.Request;

/**
 * Where the container lets go of a request's session, when the last of the answer has been written
 * and before the request is cleared. The method that clears has the same name in Tomcat.
 */
public final class EndAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  private EndAdvice() {}

  public static void enter(Request request) {
    HttpServerCall call = HTTP.current();
    if (call instanceof GlassFishCall && ((GlassFishCall) call).isOf(request)) {
      HTTP.leave(call);
    } else {
      call = HTTP.suspended(request.getRequest());
    }
    if (call != null) {
      HTTP.end(call);
    }
  }
}
