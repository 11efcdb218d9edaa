package io.sidelight.inst.vertx.advice;

import io.sidelight.core.record.HostHeader;
import io.sidelight.core.record.HttpServerCall;
import io.sidelight.inst.netty.advice.EncodeAdvice;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** What is known of a request to Vert.x. The table that its connection is in holds this. */
final class VertxCall extends HttpServerCall {
  private final MultiMap headers;
  private final String method;
  private final String scheme;
  private final String uri;
  private final @Nullable HttpVersion version;
  private final @Nullable SocketAddress remote;
  private final @Nullable SocketAddress local;
  private final Routes routes = new Routes();

  /** These are known when the answer is complete, or never will be. */
  private int status;

  private long received = -1;
  private long sent = -1;
  private boolean closed;
  private boolean challenges;

  VertxCall(HttpServerRequest request) {
    headers = request.headers();
    method = request.method().name();
    scheme = String.valueOf(request.scheme());
    uri = request.uri();
    version = request.version();
    remote = request.remoteAddress();
    local = request.localAddress();
  }

  boolean isOf(HttpServerRequest request) {
    return request.headers() == headers;
  }

  void routed(@Nullable String mountPoint, @Nullable String path) {
    routes.at(mountPoint, path);
  }

  /**
   * @param closed whether the connection was closed before the answer was complete
   * @param grown by how many bytes the body has grown on its way, if that is known
   */
  void answered(HttpServerRequest request, boolean closed, long grown) {
    HttpServerResponse response = request.response();
    this.closed = closed;
    if (response.headWritten()) {
      status = response.getStatusCode();
    } else {
      // An answer is complete without a head where 4.0 has upgraded to WebSocket.
      status = closed ? 0 : 101;
    }
    challenges = response.headers().contains("WWW-Authenticate");
    received = request.bytesRead();
    if (grown != EncodeAdvice.UNKNOWN) {
      sent = response.bytesWritten() + grown;
    } else if (!headers.contains("Accept-Encoding")) {
      // Then nothing is compressed.
      sent = response.bytesWritten();
    }
  }

  @Override
  protected @Nullable String method() {
    return method;
  }

  @Override
  protected @Nullable String scheme() {
    return scheme;
  }

  @Override
  protected @Nullable String route() {
    return routes.last();
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
  protected long requestBytes() {
    return received;
  }

  @Override
  protected long responseBytes() {
    return sent;
  }

  @Override
  protected boolean cutShort() {
    return closed;
  }

  @Override
  protected boolean challenges() {
    return challenges;
  }

  @Override
  protected @Nullable String requestHeader(String name) {
    return headers.get(name);
  }

  @Override
  protected @Nullable String path() {
    int query = uri.indexOf('?');
    return query < 0 ? uri : uri.substring(0, query);
  }

  @Override
  protected @Nullable String query() {
    int query = uri.indexOf('?');
    return query < 0 ? null : uri.substring(query + 1);
  }

  @Override
  protected @Nullable String clientAddress() {
    return remote == null ? null : remote.hostAddress();
  }

  @Override
  protected @Nullable String serverAddress() {
    String host = HostHeader.host(requestHeader("Host"));
    return host != null || local == null ? host : local.hostAddress();
  }

  @Override
  protected int serverPort() {
    int port = HostHeader.port(requestHeader("Host"));
    return port > 0 || local == null ? port : local.port();
  }

  @Override
  protected @Nullable String protocol() {
    return version == HttpVersion.HTTP_1_0 ? "HTTP/1.0" : "HTTP/1.1";
  }
}
