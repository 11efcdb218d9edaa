package io.sidelight.core.record;

import org.jspecify.annotations.Nullable;

/** The kinds of WebSocket messages that are counted (RFC 6455, 5.2). */
public enum WebSocketMessageType {
  TEXT("text"),
  BINARY("binary"),
  PING("ping"),
  PONG("pong");

  static final int COUNT = 4;

  final String label;

  WebSocketMessageType(String label) {
    this.label = label;
  }

  /** The type that a frame of this opcode begins; null for close frames and continuations. */
  public static @Nullable WebSocketMessageType ofOpCode(int opCode) {
    switch (opCode) {
      case 0x1:
        return TEXT;
      case 0x2:
        return BINARY;
      case 0x9:
        return PING;
      case 0xA:
        return PONG;
      default:
        return null;
    }
  }
}
