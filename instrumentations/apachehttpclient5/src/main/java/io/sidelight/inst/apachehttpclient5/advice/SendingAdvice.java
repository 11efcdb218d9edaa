package io.sidelight.inst.apachehttpclient5.advice;

import io.sidelight.core.record.HttpClientCall;
import io.sidelight.core.record.HttpClientHeaders;
import io.sidelight.core.record.HttpClientRecorder;
import io.sidelight.core.record.Recorders;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** On the sending of one request over one connection; each redirect and each try is one. */
public final class SendingAdvice {
  private static final HttpClientRecorder CLIENT = Recorders.httpClient();

  private SendingAdvice() {}

  /**
   * A request is about to be sent for a call that this thread makes.
   *
   * @param context null in the shorter of two methods, which calls the other
   */
  public static @Nullable Object enter(@Nullable Object request, @Nullable Object context) {
    HttpClientCall call = context == null ? null : CLIENT.current();
    if (call != null && request != null) {
      inject(call, (HttpRequest) request);
    }
    return null;
  }

  /**
   * Puts the trace into the client's own copy of the request, unless that asks a proxy for a
   * tunnel.
   */
  static void inject(HttpClientCall call, HttpRequest request) {
    if (!"CONNECT".equals(request.getMethod())) {
      CLIENT.inject(call, new Headers(request));
    }
  }

  private static final class Headers implements HttpClientHeaders {
    private final HttpRequest request;

    Headers(HttpRequest request) {
      this.request = request;
    }

    @Override
    public void header(String name, String value) {
      request.setHeader(name, value);
    }
  }
}
