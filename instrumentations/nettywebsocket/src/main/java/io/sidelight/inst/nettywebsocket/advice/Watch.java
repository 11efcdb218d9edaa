package io.sidelight.inst.nettywebsocket.advice;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketCallbacks;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketMessageType;
import io.sidelight.core.record.WebSocketPart;
import io.sidelight.core.record.WebSocketRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Sees what comes and goes on one channel: between Netty's protocol handler, behind which the
 * application is, and the extensions, which may compress. Passes everything on as it is. Only of
 * the channel's own thread.
 */
final class Watch extends ChannelDuplexHandler {
  private static final WebSocketCallbacks CALLBACKS = new WebSocketCallbacks("nettywebsocket");
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();
  private static final HttpServerRecorder HTTP = Recorders.httpServer();
  private static final int SWITCHING_PROTOCOLS = 101;

  /** RFC 6455, 7.4.1: closed with no code. */
  private static final int NO_STATUS = 1005;

  private final String route;

  /** The last request that may have asked for a connection. */
  private @Nullable NettyCall asked;

  private @Nullable WebSocketConnection connection;
  private @Nullable WebSocketPart taken;

  Watch(String route) {
    this.route = route;
  }

  static int code(CloseWebSocketFrame frame) {
    int code = frame.statusCode();
    return code < 0 ? NO_STATUS : code;
  }

  void asked(NettyCall call) {
    asked = call;
  }

  void refused(int status) {
    NettyCall call = asked;
    asked = null;
    if (call != null) {
      serve(call, status, null);
    }
  }

  /**
   * A request that has been answered.
   *
   * @param channel what the connection will be known by; null if it was refused
   */
  private void serve(NettyCall call, int status, @Nullable Object channel) {
    call.answer(status);
    HTTP.begin(call);
    WEB_SOCKET.beginHandshake(route);
    if (channel != null) {
      WEB_SOCKET.grant(channel);
    }
    WEB_SOCKET.endHandshake();
    HTTP.leave(call);
    HTTP.end(call);
  }

  @Override
  @SuppressWarnings("deprecation") // Early versions have no other event than the first.
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (event == WebSocketServerProtocolHandler.ServerHandshakeStateEvent.HANDSHAKE_COMPLETE) {
      CALLBACKS.record(() -> open(context));
      WebSocketConnection opening = connection;
      context.fireUserEventTriggered(event);
      if (opening != null) {
        CALLBACKS.record(() -> WEB_SOCKET.opened(opening, null));
      }
    } else if (connection != null && isCompletion(event)) {
      // The same once more, with what has been asked for.
      WebSocketConnection opening = connection;
      CALLBACKS.record(() -> WEB_SOCKET.opening(opening));
      context.fireUserEventTriggered(event);
      CALLBACKS.record(() -> WEB_SOCKET.opened(opening, null));
    } else {
      context.fireUserEventTriggered(event);
    }
  }

  /** Early versions have no such event. */
  private static boolean isCompletion(Object event) {
    return event.getClass().getSimpleName().equals("HandshakeComplete");
  }

  private void open(ChannelHandlerContext context) {
    NettyCall call = asked;
    asked = null;
    if (call != null) {
      serve(call, SWITCHING_PROTOCOLS, context.channel());
      connection = WEB_SOCKET.open(context.channel());
      WEB_SOCKET.name(context.channel());
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    WebSocketConnection known = connection;
    if (known == null || !(message instanceof WebSocketFrame)) {
      context.fireChannelRead(message);
      return;
    }
    WebSocketFrame frame = (WebSocketFrame) message;
    WebSocketMessageType type = type(frame);
    if (frame instanceof CloseWebSocketFrame) {
      int code = code((CloseWebSocketFrame) frame);
      CALLBACKS.record(() -> WEB_SOCKET.closing(context.channel(), code));
      context.fireChannelRead(message);
    } else if (isControl(frame)) {
      int bytes = frame.content().readableBytes();
      CALLBACKS.record(() -> WEB_SOCKET.receiver().control(known, type, bytes));
      context.fireChannelRead(message);
    } else {
      CALLBACKS.message(
          known,
          type,
          frame.content().readableBytes(),
          frame.isFinalFragment(),
          () -> context.fireChannelRead(message));
    }
  }

  /** A part that is not the first has the type of the message under way. */
  private static WebSocketMessageType type(WebSocketFrame frame) {
    if (frame instanceof PingWebSocketFrame) {
      return WebSocketMessageType.PING;
    }
    if (frame instanceof PongWebSocketFrame) {
      return WebSocketMessageType.PONG;
    }
    return frame instanceof BinaryWebSocketFrame
        ? WebSocketMessageType.BINARY
        : WebSocketMessageType.TEXT;
  }

  private static boolean isControl(WebSocketFrame frame) {
    return frame instanceof PingWebSocketFrame || frame instanceof PongWebSocketFrame;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    WebSocketConnection known = connection;
    if (known == null
        || !(message instanceof WebSocketFrame)
        || message instanceof CloseWebSocketFrame) {
      context.write(message, promise);
      return;
    }
    WebSocketFrame frame = (WebSocketFrame) message;
    CALLBACKS.record(() -> take(known, frame));
    WebSocketPart part = taken;
    taken = null;
    if (part == null) {
      context.write(message, promise);
      return;
    }
    context
        .write(message, promise.unvoid())
        .addListener(future -> CALLBACKS.written(part, future.cause()));
  }

  private void take(WebSocketConnection known, WebSocketFrame frame) {
    taken =
        WEB_SOCKET
            .sender()
            .take(known, type(frame), frame.content().readableBytes(), frame.isFinalFragment());
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    CALLBACKS.record(() -> WEB_SOCKET.closed(context.channel()));
    try {
      context.fireChannelInactive();
    } finally {
      CALLBACKS.record(() -> WEB_SOCKET.gone(context.channel()));
    }
  }
}
