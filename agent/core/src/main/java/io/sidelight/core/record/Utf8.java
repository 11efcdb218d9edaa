package io.sidelight.core.record;

import java.nio.CharBuffer;

/** Sizes of texts as they go over the wire (RFC 3629). Thread-safe. */
public final class Utf8 {
  private Utf8() {}

  /** Bytes of a text of whole surrogate pairs. */
  public static long length(CharSequence text) {
    long bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      bytes += more(text.charAt(i));
    }
    return bytes;
  }

  /** Bytes of what remains in the buffer, which holds only whole surrogate pairs. */
  public static long length(CharBuffer buffer) {
    if (!buffer.hasArray()) {
      return length((CharSequence) buffer);
    }
    int begin = buffer.position();
    int end = buffer.limit();
    long bytes = end - begin;
    char[] chars = buffer.array();
    int offset = buffer.arrayOffset();
    for (int i = offset + begin; i < offset + end; i++) {
      bytes += more(chars[i]);
    }
    return bytes;
  }

  /** How many bytes it takes beside the first. */
  private static int more(char c) {
    if (c < 0x80) {
      return 0;
    }
    // Either half of a pair is half of four bytes.
    return c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
  }
}
