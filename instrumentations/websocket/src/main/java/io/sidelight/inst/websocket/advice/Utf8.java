package io.sidelight.inst.websocket.advice;

import java.nio.CharBuffer;

/** Sizes of texts as they go over the wire (RFC 3629). */
final class Utf8 {
  private Utf8() {}

  /** Bytes of what remains in the buffer, which holds only whole surrogate pairs. */
  static long length(CharBuffer buffer) {
    int begin = buffer.position();
    int end = buffer.limit();
    long bytes = end - begin;
    if (!buffer.hasArray()) {
      return bytes;
    }
    char[] chars = buffer.array();
    int offset = buffer.arrayOffset();
    for (int i = offset + begin; i < offset + end; i++) {
      char c = chars[i];
      if (c >= 0x80) {
        // Either half of a pair is half of four bytes.
        bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return bytes;
  }
}
