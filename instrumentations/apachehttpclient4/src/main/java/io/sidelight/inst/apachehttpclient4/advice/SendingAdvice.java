package io.sidelight.inst.apachehttpclient4.advice;

import io.sidelight.core.record.HttpClientCall;
import io.sidelight.core.record.HttpClientHeaders;
import io.sidelight.core.record.HttpClientRecorder;
import io.sidelight.core.record.Recorders;
import org.apache.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** On the sending of one request over one connection; each redirect and each try is one. */
public final class SendingAdvice {
  private static final HttpClientRecorder CLIENT = Recorders.httpClient();

  private SendingAdvice() {}

  public static @Nullable Object enter(@Nullable Object request) {
    HttpClientCall call = CLIENT.current();
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
    if (!"CONNECT".equals(request.getRequestLine().getMethod())) {
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
