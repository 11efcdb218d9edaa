package io.sidelight.inst.tomcat.advice;

import io.sidelight.core.record.HttpServerCall;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import javax.servlet.RequestDispatcher;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.SocketEvent;
import org.jspecify.annotations.Nullable;

/**
 * Around all that Tomcat does for a request on one thread: also the last flush of the answer, and
 * for one that waits its listeners for data, timeouts and errors, the error page and the dispatch.
 */
public final class AdapterAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();
  private static final Object SERVICE = new Object();

  /** Where the connector keeps the servlet request: {@code CoyoteAdapter.ADAPTER_NOTES}. */
  private static final int ADAPTER_NOTES = 1;

  private AdapterAdvice() {}

  public static Object service() {
    HTTP.freshThread();
    return SERVICE;
  }

  public static @Nullable Object asyncDispatch(Request coyote, @Nullable Object event) {
    if (HTTP.current() != null) {
      return null;
    }
    HttpServerCall call = suspended(coyote);
    if (call != null) {
      HTTP.resume(call);
      if (event == SocketEvent.ERROR && call instanceof TomcatCall) {
        ((TomcatCall) call).failedOnSocket(coyote.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
      }
    }
    return call;
  }

  /** The waiting call of this request, or null. */
  static @Nullable HttpServerCall suspended(Request coyote) {
    Object request = coyote.getNote(ADAPTER_NOTES);
    return request == null ? null : HTTP.suspended(request);
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    HttpServerCall call = token == null ? null : HTTP.current();
    if (call != null) {
      HTTP.leave(call);
    }
  }
}
