package io.sidelight.inst.undertowwebsocket.advice;

import io.sidelight.core.record.WebSocketMessageType;
import io.undertow.websockets.core.WebSocketFrameType;
import org.jspecify.annotations.Nullable;

/** Undertow's types of frames as those that are counted. */
final class FrameTypes {
  private FrameTypes() {}

  /** Null for close frames. */
  static @Nullable WebSocketMessageType of(WebSocketFrameType type) {
    switch (type) {
      case TEXT:
        return WebSocketMessageType.TEXT;
      case BINARY:
        return WebSocketMessageType.BINARY;
      case PING:
        return WebSocketMessageType.PING;
      case PONG:
        return WebSocketMessageType.PONG;
      default:
        return null;
    }
  }
}
