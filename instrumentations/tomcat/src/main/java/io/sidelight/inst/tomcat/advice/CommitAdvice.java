package io.sidelight.inst.tomcat.advice;

import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.jspecify.annotations.Nullable;

/**
 * Where the head of an answer goes out, on whatever thread: the client has this status, whatever
 * Tomcat makes of it when something fails later.
 */
public final class CommitAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  private CommitAdvice() {}

  public static Object enter(Processor processor) {
    return processor;
  }

  /** Not before: a head that is too large is not sent, and another one with another status is. */
  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    Request request = token == null ? null : ((Processor) token).getRequest();
    if (request != null && request.getResponse().isCommitted()) {
      // A thread of the application's may send it before the request is known to be asynchronous.
      HTTP.passing(TomcatCall.of(request));
    }
  }
}
