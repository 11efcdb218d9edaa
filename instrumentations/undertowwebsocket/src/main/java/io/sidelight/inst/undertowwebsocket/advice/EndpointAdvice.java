package io.sidelight.inst.undertowwebsocket.advice;

import io.sidelight.core.record.ContextRecorder;
import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketCallbacks;
import io.sidelight.core.record.WebSocketPart;
import io.sidelight.core.record.WebSocketReceiver;
import io.sidelight.core.record.WebSocketRecorder;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.jsr.UndertowSession;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** On what is done in the application, and what goes wrong there. */
public final class EndpointAdvice {
  private static final WebSocketCallbacks CALLBACKS = new WebSocketCallbacks("undertowwebsocket");
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();
  private static final WebSocketReceiver RECEIVER = WEB_SOCKET.receiver();
  private static final ContextRecorder CONTEXT = Recorders.context();

  private EndpointAdvice() {}

  /** An endpoint is about to be called, at once or by a worker. */
  public static @Nullable Object invoke(@Nullable Object task) {
    // Without an executor it is called inside the other overload, which has seen to it.
    if (task == null) {
      return null;
    }
    WebSocketPart part = RECEIVER.offered();
    return part == null ? CONTEXT.capture() : part;
  }

  public static @Nullable Object task(@Nullable Object token, @Nullable Object task) {
    if (task == null || token == null) {
      return task;
    }
    return token instanceof WebSocketPart
        ? handling((WebSocketPart) token, (Runnable) task)
        // Anything but a message, such as the opening, in the context that the I/O thread was in.
        : CONTEXT.in(token, (Runnable) task);
  }

  private static Runnable handling(WebSocketPart part, Runnable task) {
    return () -> CALLBACKS.part(part, task);
  }

  public static @Nullable Object failed(Object session, Object thrown) {
    return threw(((UndertowSession) session).getWebSocketChannel(), thrown);
  }

  public static @Nullable Object threw(WebSocketChannel channel, Object thrown) {
    if (thrown instanceof IOException && !WEB_SOCKET.isHandling(channel)) {
      // The peer is gone.
      return ends(channel, thrown);
    }
    WEB_SOCKET.failed(channel, (Throwable) thrown);
    return null;
  }

  /** A connection broke, and the application is told of it as of its own errors. */
  public static @Nullable Object ends(WebSocketChannel channel, Object thrown) {
    WEB_SOCKET.ends(channel, (Throwable) thrown);
    return null;
  }

  /** An endpoint of the standard API has been told that its connection is closed. */
  public static @Nullable Object told(Object session) {
    WEB_SOCKET.gone(((UndertowSession) session).getWebSocketChannel());
    return null;
  }
}
