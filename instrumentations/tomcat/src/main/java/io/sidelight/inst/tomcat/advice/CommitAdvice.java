package io.sidelight.inst.tomcat.advice;

import io.sidelight.core.record.HttpServerCall;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import org.apache.coyote.Response;
import org.jspecify.annotations.Nullable;

/**
 * Where the head of an answer goes out, on whatever thread: the client has this status, whatever
 * Tomcat makes of it when something fails later.
 */
public final class CommitAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  private CommitAdvice() {}

  public static @Nullable Object enter(Response response, boolean committed) {
    return committed && !response.isCommitted() ? response : null;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      Response response = (Response) token;
      HttpServerCall current = HTTP.current();
      boolean own = current instanceof TomcatCall && ((TomcatCall) current).isOf(response);
      HTTP.passing(own ? current : AdapterAdvice.suspended(response.getRequest()));
    }
  }
}
