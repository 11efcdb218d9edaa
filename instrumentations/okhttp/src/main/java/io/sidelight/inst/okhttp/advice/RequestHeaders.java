package io.sidelight.inst.okhttp.advice;

import io.sidelight.core.record.HttpClientHeaders;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** A request with more headers; requests are immutable, so that it is another. */
final class RequestHeaders implements HttpClientHeaders {
  private final Request request;
  private Request.@Nullable Builder more;

  RequestHeaders(Request request) {
    this.request = request;
  }

  @Override
  public void header(String name, String value) {
    if (more == null) {
      more = request.newBuilder();
    }
    more.header(name, value);
  }

  Request request() {
    return more == null ? request : more.build();
  }
}
