package io.sidelight.inst.jdkhttpserver.advice;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where bodies pass, below all that filters put around their streams. */
public final class BodyAdvice {
  private BodyAdvice() {}

  public static @Nullable Object enterByte(Object body) {
    return add(body, 1);
  }

  public static @Nullable Object enterBytes(Object body, byte @Nullable [] bytes) {
    return bytes == null ? null : add(body, bytes.length);
  }

  public static @Nullable Object enterPart(Object body, int length) {
    return add(body, length);
  }

  private static @Nullable Object add(Object body, int length) {
    ExchangeCall call = HandlerAdvice.call(body);
    if (call != null) {
      call.written(length);
    }
    return call;
  }

  public static void exitWrite(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null && thrown instanceof IOException && isOfChannel(thrown)) {
      ((ExchangeCall) token).failedToSend();
    }
  }

  /** Who writes more than was declared is told so in an exception of the same type. */
  private static boolean isOfChannel(Throwable thrown) {
    StackTraceElement[] frames = thrown.getStackTrace();
    return frames.length > 0 && frames[0].getClassName().startsWith("sun.nio.ch.");
  }

  /** Whoever reads all of a body, the server itself at the latest, asks for more than there is. */
  public static @Nullable Object enterRead(Object body, long remaining) {
    if (remaining == 0) {
      ExchangeCall call = HandlerAdvice.call(body);
      if (call != null) {
        call.hasReadAll();
      }
    }
    return null;
  }
}
