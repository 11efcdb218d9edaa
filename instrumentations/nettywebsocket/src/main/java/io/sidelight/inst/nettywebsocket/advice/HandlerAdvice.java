package io.sidelight.inst.nettywebsocket.advice;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketRecorder;
import org.jspecify.annotations.Nullable;

/** On what a channel's pipeline alone does not show to one of its handlers. */
public final class HandlerAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();
  private static final String NAME = "sidelight";
  private static final int UPGRADE_REQUIRED = 426;
  private static final int BAD_REQUEST = 400;

  private HandlerAdvice() {}

  public static @Nullable Object adding(
      ChannelHandlerContext context, @Nullable String path, @Nullable Object config) {
    String route = config == null ? path : ((WebSocketServerProtocolConfig) config).websocketPath();
    return route == null ? null : new Adding(context, route);
  }

  /** Netty's own helpers stand before it now, and this one between: where frames are whole. */
  public static void added(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null && thrown == null) {
      Adding adding = (Adding) token;
      ChannelHandlerContext context = adding.context;
      if (watch(context) == null) {
        context.pipeline().addBefore(context.name(), NAME, new Watch(adding.route));
      }
    }
  }

  private static @Nullable Watch watch(ChannelHandlerContext context) {
    return context.pipeline().get(Watch.class);
  }

  /** A request that may ask for a connection, or be passed on. */
  public static @Nullable Object asked(ChannelHandlerContext context, Object message) {
    Watch watch = message instanceof HttpRequest ? watch(context) : null;
    if (watch != null) {
      watch.asked(new NettyCall(context, (HttpRequest) message));
    }
    return null;
  }

  public static @Nullable Object refused(Channel channel) {
    refuse(channel, UPGRADE_REQUIRED);
    return null;
  }

  public static @Nullable Object caught(ChannelHandlerContext context, Object thrown) {
    if (thrown instanceof WebSocketHandshakeException) {
      refuse(context.channel(), BAD_REQUEST);
    }
    return null;
  }

  private static void refuse(Channel channel, int status) {
    Watch watch = channel.pipeline().get(Watch.class);
    if (watch != null) {
      watch.refused(status);
    }
  }

  /** Netty's own close frames do not come from the end of the pipeline. */
  public static @Nullable Object encode(ChannelHandlerContext context, Object frame) {
    if (frame instanceof CloseWebSocketFrame) {
      WEB_SOCKET.closing(context.channel(), Watch.code((CloseWebSocketFrame) frame));
    }
    return null;
  }

  /** A handler has thrown, and is told so itself before others are. */
  public static @Nullable Object failed(Object thrown) {
    WEB_SOCKET.failed((Throwable) thrown);
    return null;
  }

  private static final class Adding {
    final ChannelHandlerContext context;
    final String route;

    Adding(ChannelHandlerContext context, String route) {
      this.context = context;
      this.route = route;
    }
  }
}
