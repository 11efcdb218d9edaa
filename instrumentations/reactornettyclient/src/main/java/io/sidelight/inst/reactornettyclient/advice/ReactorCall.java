package io.sidelight.inst.reactornettyclient.advice;

import io.sidelight.core.record.HttpClientCall;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClientConfig;

/** A request as the client was told to make it. */
final class ReactorCall extends HttpClientCall {
  private final String method;
  private final String url;
  private final @Nullable URI uri;

  ReactorCall(HttpClientConfig config) {
    method = config.method().name();
    url = url(config);
    uri = parse(url);
  }

  /** Relative to the base URL as the client does it; a scheme may be missing in either. */
  private static String url(HttpClientConfig config) {
    String given = String.valueOf(config.uri());
    String base = config.baseUrl();
    String whole =
        base == null || !(given.isEmpty() || given.startsWith("/"))
            ? given
            : base.endsWith("/") && given.startsWith("/")
                ? base + given.substring(1)
                : base + given;
    return whole.startsWith("/") || whole.contains("://") ? whole : "http://" + whole;
  }

  private static @Nullable URI parse(String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException e) {
      // The client refuses it, too, or is more lenient: the host is not known then.
      return null;
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
  protected String url() {
    return url;
  }

  @Override
  public void header(String name, String value) {
    // They are set when a request is sent: see RequestHeaders.
  }
}
