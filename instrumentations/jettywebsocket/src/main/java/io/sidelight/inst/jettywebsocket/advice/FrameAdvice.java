package io.sidelight.inst.jettywebsocket.advice;

import org.eclipse.jetty.websocket.core.Frame;
import org.jspecify.annotations.Nullable;

/** On a frame that has come, decompressed, on its way to the application. */
public final class FrameAdvice {
  private FrameAdvice() {}

  public static @Nullable Object frame(Object session, Object incoming) {
    Frame frame = (Frame) incoming;
    return Receiving.begin(
        session,
        frame.getOpCode(),
        frame.isControlFrame(),
        frame.getPayloadLength(),
        frame.isFin());
  }

  public static void handled(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    Receiving.end(token, thrown);
  }
}
