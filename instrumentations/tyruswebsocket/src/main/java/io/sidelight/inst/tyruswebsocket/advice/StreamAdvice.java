package io.sidelight.inst.tyruswebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketReceiver;
import io.sidelight.core.record.WebSocketStream;
import org.jspecify.annotations.Nullable;

/** On messages that the application reads as streams, on a thread that Tyrus gives it. */
public final class StreamAdvice {
  private static final WebSocketReceiver RECEIVER = Recorders.webSocket().receiver();

  private StreamAdvice() {}

  /** A part has come; with the first one of a message the thread will be asked for. */
  public static @Nullable Object append(Object buffer) {
    RECEIVER.streamTo(buffer);
    return null;
  }

  /** This is the thread. */
  public static @Nullable Object read(Object buffer) {
    return RECEIVER.beginStream(buffer);
  }

  public static void end(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      RECEIVER.end((WebSocketStream) token, thrown);
    }
  }
}
