package io.sidelight.inst.jdkhttpclient.advice;

import io.sidelight.core.record.HttpClientCall;
import io.sidelight.core.record.HttpClientRecorder;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request of {@code java.net.http}. */
final class JdkCall extends HttpClientCall {
  private final String method;
  private final @Nullable URI uri;

  /** Of the request about to be sent, while the trace is being added to them. */
  private Map<String, List<String>> headers = Collections.emptyMap();

  /** The same with the trace, if it was added. */
  private @Nullable Map<String, List<String>> carrying;

  /** Whether the copy of the request has been made; only the sending thread asks. */
  private boolean copied;

  JdkCall(HttpRequest request) {
    this.method = request.method();
    this.uri = request.uri();
  }

  /**
   * The headers with what carries the trace, when the client copies the request; later ones are
   * others' and left as they are.
   */
  Map<String, List<String>> carry(HttpClientRecorder recorder, Map<String, List<String>> values) {
    if (copied) {
      return values;
    }
    copied = true;
    headers = values;
    recorder.inject(this, this);
    headers = Collections.emptyMap();
    return carrying == null ? values : carrying;
  }

  @Override
  public void header(String name, String value) {
    if (carrying == null) {
      carrying = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      carrying.putAll(headers);
    }
    carrying.put(name, Collections.singletonList(value));
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
