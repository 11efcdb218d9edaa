package io.sidelight.inst.undertowwebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketRecorder;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketChannel;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;

/** On the way of a connection from the end of its handshake to its own. */
public final class ChannelAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();

  /** RFC 6455, 7.4.1: closed without a close frame. */
  private static final int CLOSED_ABNORMALLY = 1006;

  /** What listens to a channel whose endpoint is one of the standard API. */
  private static final String STANDARD = "io.undertow.websockets.jsr.FrameHandler";

  private ChannelAdvice() {}

  public static @Nullable Object open(Object exchange) {
    return WEB_SOCKET.open(exchange);
  }

  /** Before the application is told. */
  public static void created(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (returned != null) {
      WEB_SOCKET.name(returned);
    }
  }

  public static void opened(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      WEB_SOCKET.opened((WebSocketConnection) token, thrown);
    }
  }

  /** A close frame is being sent, maybe as an answer. */
  public static @Nullable Object closing(Object channel, int code) {
    WEB_SOCKET.closing(channel, code);
    return null;
  }

  /** As above; Undertow gives no code then. */
  public static @Nullable Object closingNormally(Object channel) {
    return closing(channel, CloseMessage.NORMAL_CLOSURE);
  }

  /** There is no more to read. Undertow closes then, even if the peer has said nothing. */
  public static @Nullable Object ended(WebSocketChannel channel) {
    if (!channel.isCloseFrameReceived() && !channel.isCloseFrameSent()) {
      WEB_SOCKET.closing(channel, CLOSED_ABNORMALLY);
    }
    return null;
  }

  public static @Nullable Object closed(WebSocketChannel channel) {
    if (isStandard(channel)) {
      // The endpoint is told later, and may fail then.
      WEB_SOCKET.closed(channel);
    } else {
      WEB_SOCKET.gone(channel);
    }
    return null;
  }

  /** Whether it leads to an endpoint of the standard API. */
  static boolean isStandard(WebSocketChannel channel) {
    Object setter = channel.getReceiveSetter();
    Object listener =
        setter instanceof ChannelListener.SimpleSetter
            ? ((ChannelListener.SimpleSetter<?>) setter).get()
            : null;
    return listener != null && listener.getClass().getName().equals(STANDARD);
  }
}
