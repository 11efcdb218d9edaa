package io.sidelight.inst.reactornettyclient.advice;

import io.netty.handler.codec.http.HttpHeaders;
import io.sidelight.core.record.HttpClientHeaders;

/** The headers of one request, which is made anew for each redirect. */
final class RequestHeaders implements HttpClientHeaders {
  private final HttpHeaders headers;

  RequestHeaders(HttpHeaders headers) {
    this.headers = headers;
  }

  @Override
  public void header(String name, String value) {
    headers.set(name, value);
  }
}
