package io.sidelight.inst.servlet.advice;

import io.sidelight.core.record.ErrorRecorder;
import io.sidelight.core.record.HttpServerCall;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.http.HttpServletRequest;

/**
 * Ends the measurement of an asynchronous request: on completion, which comes once, after dispatch,
 * timeout or error (Servlet 3.1, 2.3.3.3).
 */
public final class AsyncEnd implements AsyncListener {
  private static final ErrorRecorder ERRORS = Recorders.errors();

  private final HttpServerRecorder http;
  private final ServletCall call;

  private AsyncEnd(HttpServerRecorder http, ServletCall call) {
    this.http = http;
    this.call = call;
  }

  /** The listener that ends this call. */
  public static AsyncListener of(HttpServerRecorder http, ServletCall call) {
    return new AsyncEnd(http, call);
  }

  /**
   * Whether the request goes on without a thread; it is then ended by a listener.
   *
   * @return false if it is complete
   */
  public static boolean await(HttpServerRecorder http, HttpServerCall begun) {
    if (http.isAwaited(begun)) {
      // Dispatched again, by a thread that has now finished: the listener is still there.
      return true;
    }
    if (!(begun instanceof ServletCall)) {
      // Whoever began it has other ways to end it.
      return true;
    }
    ServletCall call = (ServletCall) begun;
    HttpServletRequest request = call.request;
    try {
      if (!request.isAsyncStarted()) {
        return false;
      }
      http.suspend(call, ServletCall.identity(request));
      request.getAsyncContext().addListener(new AsyncEnd(http, call));
      return true;
    } catch (IllegalStateException e) {
      // Complete already: nobody will tell any more.
      http.forget(ServletCall.identity(request));
      return false;
    }
  }

  // The container calls these, not woven code: nobody else would catch what they throw.

  @Override
  public void onComplete(AsyncEvent event) {
    try {
      if (!call.endsWithContainer()) {
        http.end(call);
      }
    } catch (Throwable e) {
      ERRORS.swallowed("servlet", e);
    }
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    failed(event);
  }

  @Override
  public void onError(AsyncEvent event) {
    failed(event);
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    try {
      // Starting again drops the listeners of before.
      event.getAsyncContext().addListener(this);
    } catch (Throwable e) {
      ERRORS.swallowed("servlet", e);
    }
  }

  private void failed(AsyncEvent event) {
    try {
      Throwable thrown = event.getThrowable();
      http.failed(call, thrown == null ? null : ServletCall.cause(thrown));
    } catch (Throwable e) {
      ERRORS.swallowed("servlet", e);
    }
  }
}
