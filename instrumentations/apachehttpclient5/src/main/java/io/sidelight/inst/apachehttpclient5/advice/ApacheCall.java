package io.sidelight.inst.apachehttpclient5.advice;

import io.sidelight.core.record.HttpClientCall;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/** A request as the application gave it to the client. */
final class ApacheCall extends HttpClientCall {
  private final @Nullable HttpHost target;
  private @Nullable String method;
  private @Nullable String scheme;
  private @Nullable String host;
  private int port;
  private String path = "";

  /** Whether it has gone into the client's chain. */
  boolean described;

  /**
   * @param target the host; null where the request says it
   */
  ApacheCall(@Nullable HttpHost target) {
    this.target = target;
  }

  void describe(HttpRequest request) {
    described = true;
    method = request.getMethod();
    path = String.valueOf(request.getPath());
    URIAuthority authority = request.getAuthority();
    if (target != null) {
      scheme = target.getSchemeName();
      host = target.getHostName();
      port = target.getPort();
    } else if (authority != null) {
      scheme = request.getScheme();
      host = authority.getHostName();
      port = authority.getPort();
    }
  }

  static @Nullable String text(@Nullable ProtocolVersion version) {
    if (version == null) {
      return null;
    }
    return version.getMajor() == 2 ? "2" : version.getMinor() == 0 ? "1.0" : "1.1";
  }

  @Override
  protected @Nullable String method() {
    return method;
  }

  @Override
  protected @Nullable String host() {
    return host;
  }

  @Override
  protected int port() {
    return port;
  }

  @Override
  protected @Nullable String scheme() {
    return scheme;
  }

  @Override
  protected String url() {
    return scheme + "://" + host + (port > 0 ? ":" + port : "") + path;
  }

  @Override
  public void header(String name, String value) {
    // They go into the client's copy of the request, when it is sent: see RequestHeaders.
  }
}
