package io.sidelight.inst.jdkhttpclient.advice;

import io.sidelight.core.record.HttpClientCall;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request of {@code java.net.http}. */
final class JdkCall extends HttpClientCall {
  private final String method;
  private final @Nullable URI uri;

  /** Of the request about to be sent, while the trace is being added to them. */
  private @Nullable Map<String, List<String>> headers;

  /** Whether the headers that carry the trace are in the request. */
  private boolean carried;

  JdkCall(HttpRequest request) {
    this.method = request.method();
    this.uri = request.uri();
  }

  /** Whether this is the first to ask, which is the request; only the sending thread asks. */
  boolean carryOnce() {
    boolean first = !carried;
    carried = true;
    return first;
  }

  void headers(@Nullable Map<String, List<String>> into) {
    headers = into;
  }

  @Override
  public void header(String name, String value) {
    Map<String, List<String>> into = headers;
    if (into != null) {
      into.put(name, Collections.singletonList(value));
    }
  }

  @Override
  protected String method() {
    return method;
  }

  @Override
  protected @Nullable String host() {
    return uri == null ? null : uri.getHost();
  }

  @Override
  protected int port() {
    return uri == null ? 0 : uri.getPort();
  }

  @Override
  protected @Nullable String scheme() {
    return uri == null ? null : uri.getScheme();
  }

  @Override
  protected @Nullable String url() {
    return uri == null ? null : uri.toString();
  }
}
