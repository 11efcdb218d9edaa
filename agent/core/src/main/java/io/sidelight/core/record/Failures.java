package io.sidelight.core.record;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What exceptions mean: that nobody waits for the answer any more, or what came of what. */
final class Failures {
  /** Causes looked at; what wraps deeper than this is no container. */
  private static final int DEPTH = 8;

  private Failures() {}

  /**
   * Whether an exception came of the client's leaving. Containers and frameworks have types of
   * their own for it. A plain {@link IOException} says the same of any connection, also of one that
   * the application has opened, so it counts only where the client's own connection is closed.
   */
  static boolean isClientGone(HttpServerCall call, Throwable thrown) {
    Throwable at = thrown;
    for (int i = 0; i < DEPTH && at != null; i++) {
      if (saysSo(at)
          || (at instanceof IOException && (call.connectionClosed() || call.cutShort()))) {
        return true;
      }
      at = cause(at);
    }
    return false;
  }

  /** Whether the one was thrown because of the other. */
  static boolean isCause(Throwable cause, Throwable thrown) {
    Throwable at = thrown;
    for (int i = 0; i < DEPTH && at != null; i++) {
      if (at == cause) {
        return true;
      }
      at = cause(at);
    }
    return false;
  }

  private static @Nullable Throwable cause(Throwable of) {
    return of.getCause();
  }

  private static boolean saysSo(Throwable thrown) {
    switch (thrown.getClass().getName()) {
      case "org.apache.catalina.connector.ClientAbortException":
      case "org.eclipse.jetty.io.EofException":
      case "com.ibm.wsspi.webcontainer.ClosedConnectionException":
      case "org.springframework.web.context.request.async.AsyncRequestNotUsableException":
        return true;
      default:
        return false;
    }
  }
}
