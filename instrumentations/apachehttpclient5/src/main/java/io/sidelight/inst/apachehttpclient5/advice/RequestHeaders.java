package io.sidelight.inst.apachehttpclient5.advice;

import io.sidelight.core.record.HttpClientCall;
import io.sidelight.core.record.HttpClientHeaders;
import io.sidelight.core.record.HttpClientRecorder;
import org.apache.hc.core5.http.HttpRequest;

/** The headers of the client's own copy of a request, which is made anew for each redirect. */
final class RequestHeaders implements HttpClientHeaders {
  private final HttpRequest request;

  private RequestHeaders(HttpRequest request) {
    this.request = request;
  }

  /** Adds the trace, unless the request asks a proxy for a tunnel and is none of the server's. */
  static void inject(HttpClientRecorder recorder, HttpClientCall call, HttpRequest request) {
    if (!"CONNECT".equals(request.getMethod())) {
      recorder.inject(call, new RequestHeaders(request));
    }
  }

  @Override
  public void header(String name, String value) {
    request.setHeader(name, value);
  }
}
