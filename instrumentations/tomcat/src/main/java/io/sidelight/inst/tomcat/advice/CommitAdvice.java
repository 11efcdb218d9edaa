package io.sidelight.inst.tomcat.advice;

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
      // A thread of the application's may send it before the request is known to be asynchronous.
      HTTP.passing(TomcatCall.of(((Response) token).getRequest()));
    }
  }
}
