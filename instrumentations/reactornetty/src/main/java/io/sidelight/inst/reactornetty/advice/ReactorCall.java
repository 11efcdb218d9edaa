package io.sidelight.inst.reactornetty.advice;

import io.sidelight.core.record.HostHeader;
import io.sidelight.core.record.HttpServerCall;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A request as Reactor Netty shows it. Held by its channel until it ends. */
final class ReactorCall extends HttpServerCall {
  private final HttpServerRequest request;
  private final HttpServerResponse response;

  /** Asked for at the beginning: a connection that is closed no longer knows. */
  private final SocketAddress remote;

  private final SocketAddress local;
  private boolean upgraded;

  /**
   * @param operations request, response and connection in one
   */
  ReactorCall(Connection operations) {
    this.request = (HttpServerRequest) operations;
    this.response = (HttpServerResponse) operations;
    this.remote = operations.channel().remoteAddress();
    this.local = operations.channel().localAddress();
  }

  boolean isOf(Object operations) {
    return request == operations;
  }

  Object operations() {
    return request;
  }

  boolean isAnswered() {
    return response.hasSentHeaders();
  }

  void upgraded() {
    upgraded = true;
  }

  @Override
  protected @Nullable String method() {
    return request.method().name();
  }

  @Override
  protected @Nullable String scheme() {
    return request.scheme();
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
    if (upgraded) {
      return 101;
    }
    // The status is 200 until somebody says otherwise, also when nothing is sent.
    return response.hasSentHeaders() ? response.status().code() : 0;
  }

  @Override
  protected int committedStatus() {
    return status();
  }

  @Override
  protected @Nullable Throwable error() {
    return null;
  }

  @Override
  protected @Nullable String requestHeader(String name) {
    return request.requestHeaders().get(name);
  }

  @Override
  protected @Nullable String path() {
    String uri = request.uri();
    int query = uri.indexOf('?');
    return query < 0 ? uri : uri.substring(0, query);
  }

  @Override
  protected @Nullable String query() {
    String uri = request.uri();
    int query = uri.indexOf('?');
    return query < 0 ? null : uri.substring(query + 1);
  }

  @Override
  protected @Nullable String clientAddress() {
    return numeric(remote);
  }

  @Override
  protected @Nullable String serverAddress() {
    String host = HostHeader.host(requestHeader("Host"));
    return host == null ? numeric(local) : host;
  }

  @Override
  protected int serverPort() {
    int port = HostHeader.port(requestHeader("Host"));
    return port == 0 && local instanceof InetSocketAddress
        ? ((InetSocketAddress) local).getPort()
        : port;
  }

  @Override
  protected @Nullable String protocol() {
    return request.version().text();
  }

  private static @Nullable String numeric(@Nullable SocketAddress address) {
    if (!(address instanceof InetSocketAddress)) {
      return null;
    }
    InetSocketAddress internet = (InetSocketAddress) address;
    return internet.getAddress() == null ? null : internet.getAddress().getHostAddress();
  }
}
