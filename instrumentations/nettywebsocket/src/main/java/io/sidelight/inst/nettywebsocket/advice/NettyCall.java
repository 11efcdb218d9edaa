package io.sidelight.inst.nettywebsocket.advice;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.sidelight.core.record.AcceptedHandshake;
import java.net.SocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request that a connection begins with, or does not. */
final class NettyCall extends AcceptedHandshake {
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
  protected boolean isSecure() {
    for (Map.Entry<String, ChannelHandler> handler : context.pipeline()) {
      // In another of Netty's libraries.
      if (handler.getValue().getClass().getSimpleName().equals("SslHandler")) {
        return true;
      }
    }
    return false;
  }

  @Override
  protected String target() {
    return request.uri();
  }

  @Override
  protected @Nullable SocketAddress remote() {
    return context.channel().remoteAddress();
  }

  @Override
  protected int status() {
    return status;
  }

  @Override
  protected @Nullable String requestHeader(String name) {
    return request.headers().get(name);
  }
}
