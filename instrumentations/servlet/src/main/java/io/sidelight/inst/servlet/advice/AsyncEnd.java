package io.sidelight.inst.servlet.advice;

import io.sidelight.core.record.HttpServerRecorder;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.http.HttpServletRequest;

/**
 * Ends the measurement of an asynchronous request: on completion, which comes once, after dispatch,
 * timeout or error (Servlet 3.1, 2.3.3.3).
 */
public final class AsyncEnd implements AsyncListener {
  private final HttpServerRecorder http;
  private final ServletCall call;

  private AsyncEnd(HttpServerRecorder http, ServletCall call) {
    this.http = http;
    this.call = call;
  }

  /**
   * Whether the request goes on without a thread; it is then ended by a listener.
   *
   * @return false if it is complete
   */
  static boolean await(HttpServerRecorder http, ServletCall call) {
    HttpServletRequest request = call.request;
    if (call.awaited) {
      // Dispatched again, by a thread that has now finished: the listener is still there.
      return true;
    }
    try {
      if (!request.isAsyncStarted()) {
        return false;
      }
      http.suspend(call, ServletCall.identity(request));
      call.awaited = true;
      request.getAsyncContext().addListener(new AsyncEnd(http, call));
      return true;
    } catch (IllegalStateException e) {
      // Complete already: nobody will tell any more.
      http.forget(ServletCall.identity(request));
      return false;
    }
  }

  @Override
  public void onComplete(AsyncEvent event) {
    http.forget(ServletCall.identity(call.request));
    http.end(call);
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    http.failed(call, event.getThrowable());
  }

  @Override
  public void onError(AsyncEvent event) {
    http.failed(call, event.getThrowable());
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // Starting again drops the listeners of before.
    event.getAsyncContext().addListener(this);
  }
}
