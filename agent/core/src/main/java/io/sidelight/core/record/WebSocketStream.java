package io.sidelight.core.record;

import io.sidelight.core.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/**
 * A message that the application reads while it comes in, on a thread of its own. It has ended when
 * all of it has come and the application has come back, in either order, or when one of both has
 * failed. Thread-safe.
 */
public final class WebSocketStream {
  final WebSocketMessage message;

  /** When the application was given the stream. */
  long beginNanos;

  /** What the reading thread was in before. */
  @Nullable SpanContext outerSpan;

  private boolean isHalf;
  private boolean hasEnded;

  WebSocketStream(WebSocketMessage message) {
    this.message = message;
  }

  /**
   * Its sender or its reader has come to an end.
   *
   * @param failed whether the other need not be waited for
   * @return whether this is the end of the message
   */
  synchronized boolean end(boolean failed) {
    boolean isWhole = isHalf || failed;
    isHalf = true;
    if (!isWhole || hasEnded) {
      return false;
    }
    hasEnded = true;
    return true;
  }
}
