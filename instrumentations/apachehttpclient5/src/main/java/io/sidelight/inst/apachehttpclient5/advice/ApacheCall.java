package io.sidelight.inst.apachehttpclient5.advice;

import io.sidelight.core.record.HttpClientCall;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.net.NamedEndpoint;
import org.jspecify.annotations.Nullable;

/** A request as the application gave it to the client. */
final class ApacheCall extends HttpClientCall {
  /** Whither; null where the request says it. */
  private @Nullable NamedEndpoint target;

  private @Nullable String scheme;
  private @Nullable String method;
  private String path = "";

  /** Whether it has gone into the client's chain. */
  boolean described;

  ApacheCall(@Nullable HttpHost target) {
    this.target = target;
    this.scheme = target == null ? null : target.getSchemeName();
  }

  void describe(HttpRequest request) {
    described = true;
    method = request.getMethod();
    path = String.valueOf(request.getPath());
    if (target == null) {
      target = request.getAuthority();
      scheme = request.getScheme();
    }
  }

  static @Nullable String text(@Nullable ProtocolVersion version) {
    return version == null
        ? null
        : version.getMajor() == 2 ? "2" : version.getMinor() == 0 ? "1.0" : "1.1";
  }

  @Override
  protected @Nullable String method() {
    return method;
  }

  @Override
  protected @Nullable String host() {
    return target == null ? null : target.getHostName();
  }

  @Override
  protected int port() {
    return target == null ? 0 : target.getPort();
  }

  @Override
  protected @Nullable String scheme() {
    return scheme;
  }

  @Override
  protected String url() {
    return scheme + "://" + host() + (port() > 0 ? ":" + port() : "") + path;
  }

  @Override
  public void header(String name, String value) {
    // They go into the client's copy of the request, when it is sent: see SendingAdvice.
  }
}
