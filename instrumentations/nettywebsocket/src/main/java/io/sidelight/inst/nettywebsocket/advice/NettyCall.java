package io.sidelight.inst.nettywebsocket.advice;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.sidelight.core.record.HostHeader;
import io.sidelight.core.record.HttpServerCall;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request that a connection begins with, or does not. */
final class NettyCall extends HttpServerCall {
  private final ChannelHandlerContext context;
  private final HttpRequest request;
  private int status;

  NettyCall(ChannelHandlerContext context, HttpRequest request) {
    this.context = context;
    this.request = request;
  }

  void answer(int code) {
    status = code;
  }

  @Override
  protected String method() {
    return request.method().name();
  }

  @Override
  protected String scheme() {
    for (Map.Entry<String, ChannelHandler> handler : context.pipeline()) {
      // In another of Netty's libraries.
      if (handler.getValue().getClass().getSimpleName().equals("SslHandler")) {
        return "https";
      }
    }
    return "http";
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
    return request.headers().get(name);
  }

  @Override
  protected @Nullable String path() {
    String target = request.uri();
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  @Override
  protected @Nullable String query() {
    String target = request.uri();
    int query = target.indexOf('?');
    return query < 0 ? null : target.substring(query + 1);
  }

  @Override
  protected @Nullable String clientAddress() {
    SocketAddress remote = context.channel().remoteAddress();
    InetAddress address =
        remote instanceof InetSocketAddress ? ((InetSocketAddress) remote).getAddress() : null;
    return address == null ? null : address.getHostAddress();
  }

  @Override
  protected @Nullable String serverAddress() {
    return HostHeader.host(requestHeader("Host"));
  }

  @Override
  protected int serverPort() {
    return HostHeader.port(requestHeader("Host"));
  }

  @Override
  protected String protocol() {
    return "HTTP/1.1";
  }
}
