package io.sidelight.inst.reactornetty.advice;

import io.sidelight.core.record.HostHeader;
import io.sidelight.core.record.HttpServerCall;
import io.sidelight.inst.netty.advice.EncodeAdvice;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A request as Reactor Netty shows it. Held by its channel until it ends. */
final class ReactorCall extends HttpServerCall {
  private final Connection operations;
  private final HttpServerRequest request;
  private final HttpServerResponse response;

  /** Asked for at the beginning: a connection that is closed no longer knows. */
  private final SocketAddress remote;

  private final SocketAddress local;

  /** The request before this one on the same connection, if it has not ended. */
  volatile @Nullable ReactorCall before;

  private volatile boolean upgraded;

  /** Changed by the channel's event loop, which also ends the request. */
  private long read;

  private long written;
  private boolean writtenAll;
  private long growth;
  private volatile boolean refused;

  /**
   * @param operations request, response and connection in one
   */
  ReactorCall(Connection operations) {
    this.operations = operations;
    this.request = (HttpServerRequest) operations;
    this.response = (HttpServerResponse) operations;
    this.remote = operations.channel().remoteAddress();
    this.local = operations.channel().localAddress();
  }

  boolean isOf(Object operations) {
    return request == operations;
  }

  Connection operations() {
    return operations;
  }

  /**
   * The handler has returned. The event loop, which ran it, learns of a client that leaves only
   * later: a connection that is closed now was closed by the server, because the handler threw.
   */
  void handlerReturned() {
    refused = !operations.channel().isOpen() && !response.hasSentHeaders();
  }

  void read(long bytes) {
    read += bytes;
  }

  void written(long bytes) {
    written += bytes;
  }

  /** The end of the answer has passed. */
  void writtenAll() {
    writtenAll = true;
  }

  /** By how many bytes more, or fewer, what was written will be sent, if that is known. */
  void encoded(long grown) {
    growth = grown;
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
    if (response.hasSentHeaders()) {
      return response.status().code();
    }
    // The status is 200 until somebody says otherwise, also when nothing is sent.
    return refused ? 500 : 0;
  }

  @Override
  protected int committedStatus() {
    return status();
  }

  @Override
  protected long requestBytes() {
    return read;
  }

  @Override
  protected long responseBytes() {
    // Cut short, its growth has not been asked for.
    boolean cut = cutShort() && response.responseHeaders().contains("Content-Encoding");
    return cut || growth == EncodeAdvice.UNKNOWN ? -1 : written + growth;
  }

  @Override
  protected @Nullable String requestHeader(String name) {
    return request.requestHeaders().get(name);
  }

  @Override
  protected boolean challenges() {
    return response.responseHeaders().contains("WWW-Authenticate");
  }

  /**
   * The connection is gone, not by the server's doing, and the end of the answer has not passed.
   */
  @Override
  protected boolean cutShort() {
    return !upgraded && !writtenAll && !refused && !operations.channel().isOpen();
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
