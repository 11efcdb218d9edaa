package io.sidelight.inst.apachehttpclient4.advice;

import io.sidelight.core.record.HttpClientCall;
import java.net.URI;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.RequestLine;
import org.apache.http.client.methods.HttpUriRequest;
import org.jspecify.annotations.Nullable;

/** A request as the application gave it to the client. */
final class ApacheCall extends HttpClientCall {
  private @Nullable HttpHost target;
  private @Nullable String method;

  /** A {@link URI} or its text: whole, or without the host. */
  private @Nullable Object uri;

  /**
   * @param to the host; null where the request's URI says it
   */
  void describe(@Nullable HttpHost to, HttpRequest request) {
    target = to;
    if (request instanceof HttpUriRequest) {
      method = ((HttpUriRequest) request).getMethod();
      uri = ((HttpUriRequest) request).getURI();
    } else {
      RequestLine line = request.getRequestLine();
      method = line.getMethod();
      uri = line.getUri();
    }
  }

  @Override
  protected @Nullable String method() {
    return method;
  }

  @Override
  protected @Nullable String host() {
    return target != null
        ? target.getHostName()
        : uri instanceof URI ? ((URI) uri).getHost() : null;
  }

  @Override
  protected int port() {
    return target != null ? target.getPort() : uri instanceof URI ? ((URI) uri).getPort() : 0;
  }

  @Override
  protected @Nullable String scheme() {
    return target != null
        ? target.getSchemeName()
        : uri instanceof URI ? ((URI) uri).getScheme() : null;
  }

  @Override
  protected @Nullable String url() {
    String text = String.valueOf(uri);
    return target == null || text.contains("://") ? text : target.toURI() + text;
  }

  @Override
  public void header(String name, String value) {
    // They go into the client's copy of the request, when it is sent: see SendingAdvice.
  }
}
