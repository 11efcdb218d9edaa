package io.sidelight.inst.javawebsocket.advice;

import io.sidelight.core.record.WebSocketMessageType;
import org.java_websocket.enums.Opcode;
import org.jspecify.annotations.Nullable;

/** The library's types of frames as those that are counted. */
final class FrameTypes {
  private FrameTypes() {}

  /** A part that is not the first has the type of the message under way; null for close frames. */
  static @Nullable WebSocketMessageType of(Opcode opcode) {
    switch (opcode) {
      case BINARY:
        return WebSocketMessageType.BINARY;
      case PING:
        return WebSocketMessageType.PING;
      case PONG:
        return WebSocketMessageType.PONG;
      case CLOSING:
        return null;
      default:
        return WebSocketMessageType.TEXT;
    }
  }
}
