package io.sidelight.core.record;

import org.jspecify.annotations.Nullable;

/**
 * A message, a part of one, or a control frame that waits: to be written by a container that has
 * taken it, or to be given to the application. Used by one thread at a time.
 */
public final class WebSocketPart {
  final WebSocketConnection connection;

  /** What it is a part of; null for a control frame. */
  final @Nullable WebSocketMessage message;

  final boolean last;
  final WebSocketMessageType type;
  long bytes;

  WebSocketPart(
      WebSocketConnection connection,
      @Nullable WebSocketMessage message,
      boolean last,
      WebSocketMessageType type,
      long bytes) {
    this.connection = connection;
    this.message = message;
    this.last = last;
    this.type = type;
    this.bytes = bytes;
  }
}
