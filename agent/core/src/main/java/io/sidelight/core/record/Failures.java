package io.sidelight.core.record;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What exceptions mean: that nobody waits for the answer any more, or what came of what. */
final class Failures {
  /** Causes looked at; what wraps deeper than this is no container. */
  private static final int DEPTH = 8;

  private Failures() {}

  /** What went wrong in a call that was answered with this status, or null. */
  static @Nullable Throwable of(HttpServerCall call, int status) {
    HttpServerDetails details = call.ifDetails();
    Throwable thrown = details == null ? null : details.thrown;
    if (thrown == null) {
      thrown = call.error();
    }
    Throwable handled = details == null ? null : details.handled;
    if (handled != null && (thrown == null ? status >= 500 : isCause(handled, thrown))) {
      // Not the framework's own exception around it.
      return handled;
    }
    return thrown;
  }

  /**
   * A status of the client's making (4xx) says that the application knew what to answer. An
   * exception under a status of success came too late to change it, and the answer is broken.
   */
  static boolean isError(int status, @Nullable Throwable thrown) {
    return status >= 500 || (thrown != null && status < 400);
  }

  /**
   * Whether an exception came of the client's leaving. Containers and frameworks have types of
   * their own for it. A plain {@link IOException} says the same of any connection, also of one that
   * the application has opened, so it counts only where it was the client's that broke.
   */
  static boolean isClientGone(HttpServerCall call, Throwable thrown) {
    Throwable at = thrown;
    for (int i = 0; i < DEPTH && at != null; i++) {
      if (saysSo(at) || (at instanceof IOException && isConnectionBroken(call, at))) {
        return true;
      }
      at = at.getCause();
    }
    return false;
  }

  private static boolean isConnectionBroken(HttpServerCall call, Throwable thrown) {
    return call.cutShort() || call.isDisconnected() || isOfResponse(thrown);
  }

  /**
   * Whether a container that has neither a type for it nor a hook of ours, as Open Liberty and
   * Payara, was sending a response: an exception of the application's own connections has not
   * passed there.
   */
  private static boolean isOfResponse(Throwable thrown) {
    for (StackTraceElement frame : thrown.getStackTrace()) {
      switch (frame.getClassName()) {
        case "com.ibm.ws.http.channel.internal.inbound.HttpInboundServiceContextImpl":
        case "org.glassfish.grizzly.http.io.OutputBuffer":
          return true;
        default:
      }
    }
    return false;
  }

  /** Whether the one was thrown because of the other. */
  private static boolean isCause(Throwable cause, Throwable thrown) {
    Throwable at = thrown;
    for (int i = 0; i < DEPTH && at != null; i++) {
      if (at == cause) {
        return true;
      }
      at = at.getCause();
    }
    return false;
  }

  private static boolean saysSo(Throwable thrown) {
    switch (thrown.getClass().getName()) {
      case "org.apache.catalina.connector.ClientAbortException":
      case "org.eclipse.jetty.io.EofException":
      case "org.springframework.web.context.request.async.AsyncRequestNotUsableException":
        return true;
      default:
        return false;
    }
  }
}
