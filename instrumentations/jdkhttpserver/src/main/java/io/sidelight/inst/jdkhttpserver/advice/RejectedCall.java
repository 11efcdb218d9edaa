package io.sidelight.inst.jdkhttpserver.advice;

import com.sun.net.httpserver.Headers;
import io.sidelight.core.record.HostHeader;
import io.sidelight.core.record.HttpServerCall;
import org.jspecify.annotations.Nullable;

/** A request that the server answers itself, of which there is no exchange. */
final class RejectedCall extends HttpServerCall {
  private final String[] requestLine;
  private final @Nullable String scheme;
  private final Headers headers;
  private final int status;

  /**
   * @param requestLine method, target and version, each divided by a space
   */
  RejectedCall(String requestLine, @Nullable String scheme, Headers headers, int status) {
    this.requestLine = requestLine.split(" ", 3);
    this.scheme = scheme;
    this.headers = headers;
    this.status = status;
  }

  private @Nullable String word(int index) {
    return index < requestLine.length ? requestLine[index] : null;
  }

  @Override
  protected @Nullable String method() {
    return word(0);
  }

  @Override
  protected @Nullable String scheme() {
    return scheme;
  }

  @Override
  protected @Nullable String route() {
    return null;
  }

  @Override
  protected @Nullable String routeBase() {
    return null;
  }

  @Override
  protected int status() {
    return status;
  }

  @Override
  protected int committedStatus() {
    return status;
  }

  @Override
  protected @Nullable String requestHeader(String name) {
    return headers.getFirst(name);
  }

  @Override
  protected @Nullable String path() {
    String target = word(1);
    int query = target == null ? -1 : target.indexOf('?');
    return target == null || query < 0 ? target : target.substring(0, query);
  }

  @Override
  protected @Nullable String query() {
    String target = word(1);
    int query = target == null ? -1 : target.indexOf('?');
    return target == null || query < 0 ? null : target.substring(query + 1);
  }

  @Override
  protected @Nullable String clientAddress() {
    return null;
  }

  @Override
  protected @Nullable String serverAddress() {
    return HostHeader.host(headers.getFirst("Host"));
  }

  @Override
  protected int serverPort() {
    return HostHeader.port(headers.getFirst("Host"));
  }

  @Override
  protected @Nullable String protocol() {
    return word(2);
  }
}
