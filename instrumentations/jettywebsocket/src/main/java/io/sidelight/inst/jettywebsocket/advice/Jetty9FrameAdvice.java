package io.sidelight.inst.jettywebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketMessageType;
import io.sidelight.core.record.WebSocketPart;
import io.sidelight.core.record.WebSocketRecorder;
import org.eclipse.jetty.websocket.api.WriteCallback;
import org.eclipse.jetty.websocket.api.extensions.Frame;
import org.eclipse.jetty.websocket.api.extensions.IncomingFrames;
import org.eclipse.jetty.websocket.common.extensions.AbstractExtension;
import org.eclipse.jetty.websocket.common.extensions.ExtensionStack;
import org.eclipse.jetty.websocket.common.io.FrameFlusher;
import org.jspecify.annotations.Nullable;

/** On the frames of Jetty 9.4 between the application and the extensions, which may compress. */
public final class Jetty9FrameAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();

  private Jetty9FrameAdvice() {}

  /** It has come, decompressed, and is on its way to the application. */
  public static @Nullable Object frame(Object session, Object incoming) {
    Frame frame = (Frame) incoming;
    return Receiving.begin(
        session,
        frame.getOpCode(),
        frame.getType().isControl(),
        frame.getPayloadLength(),
        frame.isFin());
  }

  public static void handled(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    Receiving.end(token, thrown);
  }

  /** It is to be written; others may be waiting before it. */
  public static @Nullable Object take(Object extensions, Object outgoing) {
    Frame frame = (Frame) outgoing;
    WebSocketMessageType type =
        frame == FrameFlusher.FLUSH_FRAME ? null : FrameTypes.of(frame.getOpCode());
    WebSocketConnection connection =
        type == null ? null : WEB_SOCKET.connection(session((ExtensionStack) extensions));
    return type == null || connection == null
        ? null
        : WEB_SOCKET.sender().take(connection, type, frame.getPayloadLength(), frame.isFin());
  }

  public static @Nullable Object callback(@Nullable Object token, @Nullable Object callback) {
    return token == null
        ? callback
        : new Jetty9Written((WebSocketPart) token, (WriteCallback) callback);
  }

  /** What comes in goes through each extension to the session at the end. */
  private static @Nullable Object session(ExtensionStack extensions) {
    IncomingFrames next = extensions.getNextIncoming();
    while (next instanceof AbstractExtension) {
      next = ((AbstractExtension) next).getNextIncoming();
    }
    return next;
  }
}
