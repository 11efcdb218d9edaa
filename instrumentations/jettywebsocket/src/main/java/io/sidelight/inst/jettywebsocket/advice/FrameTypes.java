package io.sidelight.inst.jettywebsocket.advice;

import io.sidelight.core.record.WebSocketMessageType;
import org.jspecify.annotations.Nullable;

/** Of the frames that Jetty hands from one to the next. */
final class FrameTypes {
  private static final int CONTINUATION = 0;

  private FrameTypes() {}

  /** A part that is not the first has the type of the message under way. */
  static @Nullable WebSocketMessageType of(byte opCode) {
    return opCode == CONTINUATION
        ? WebSocketMessageType.TEXT
        : WebSocketMessageType.ofOpCode(opCode);
  }
}
