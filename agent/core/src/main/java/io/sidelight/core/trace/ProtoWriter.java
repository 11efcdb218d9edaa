package io.sidelight.core.trace;

import java.util.Arrays;

/**
 * Writes the protobuf wire format into a buffer that is used again and again.
 *
 * <p>A nested message is written before its length is known: a byte is left free for it, or as many
 * as such a message usually needs, and where it needs others the message is moved. That costs less
 * than measuring all of them first.
 */
final class ProtoWriter {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int DELIMITED = 2;
  private static final int FIXED32 = 5;
  private static final int MAX_VARINT = 10;
  private static final int KEPT_CAPACITY = 2 << 20;

  private byte[] buffer = new byte[16 * 1024];
  private int length;

  /** Forgets what was written, and a buffer that had to become unusually large. */
  void reset() {
    length = 0;
    if (buffer.length > KEPT_CAPACITY) {
      buffer = new byte[16 * 1024];
    }
  }

  /** What was written occupies the first {@link #length()} bytes. */
  byte[] buffer() {
    return buffer;
  }

  int length() {
    return length;
  }

  void varint(int field, long value) {
    reserve(2 * MAX_VARINT);
    putVarint((long) field << 3 | VARINT);
    putVarint(value);
  }

  void fixed64(int field, long value) {
    reserve(MAX_VARINT + 8);
    putVarint((long) field << 3 | FIXED64);
    for (int shift = 0; shift < 64; shift += 8) {
      buffer[length++] = (byte) (value >>> shift);
    }
  }

  void fixed32(int field, int value) {
    reserve(MAX_VARINT + 4);
    putVarint((long) field << 3 | FIXED32);
    for (int shift = 0; shift < 32; shift += 8) {
      buffer[length++] = (byte) (value >>> shift);
    }
  }

  /** A bytes field of 16: the two halves in network order. */
  void id(int field, long high, long low) {
    reserve(2 * MAX_VARINT + 16);
    putVarint((long) field << 3 | DELIMITED);
    putVarint(16);
    putBigEndian(high);
    putBigEndian(low);
  }

  /** A bytes field of 8, in network order. */
  void id(int field, long value) {
    reserve(2 * MAX_VARINT + 8);
    putVarint((long) field << 3 | DELIMITED);
    putVarint(8);
    putBigEndian(value);
  }

  /**
   * A string field, also when empty. Surrogates without a partner become U+FFFD, for the wire takes
   * no others.
   */
  void string(int field, String text) {
    int start = begin(field);
    reserve(3L * text.length());
    byte[] target = buffer;
    int at = length;
    int size = text.length();
    for (int i = 0; i < size; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        target[at++] = (byte) c;
      } else if (c < 0x800) {
        target[at++] = (byte) (0xc0 | c >> 6);
        target[at++] = (byte) (0x80 | c & 0x3f);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < size
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        int point = Character.toCodePoint(c, text.charAt(++i));
        target[at++] = (byte) (0xf0 | point >> 18);
        target[at++] = (byte) (0x80 | point >> 12 & 0x3f);
        target[at++] = (byte) (0x80 | point >> 6 & 0x3f);
        target[at++] = (byte) (0x80 | point & 0x3f);
      } else {
        int point = Character.isSurrogate(c) ? 0xfffd : c;
        target[at++] = (byte) (0xe0 | point >> 12);
        target[at++] = (byte) (0x80 | point >> 6 & 0x3f);
        target[at++] = (byte) (0x80 | point & 0x3f);
      }
    }
    length = at;
    end(start);
  }

  /** What was written before, and was {@link #cut} out. */
  void raw(byte[] bytes, int from, int count) {
    reserve(count);
    System.arraycopy(bytes, from, buffer, length, count);
    length += count;
  }

  /** Takes away all that was written since the length was {@code start}. */
  byte[] cut(int start) {
    byte[] bytes = Arrays.copyOfRange(buffer, start, length);
    length = start;
    return bytes;
  }

  /** Opens a nested message; {@link #end(int)} takes what this returns. */
  int begin(int field) {
    return begin(field, 1);
  }

  /** As above, where the length will probably take so many bytes: then nothing has to be moved. */
  int begin(int field, int lengthBytes) {
    reserve(2 * MAX_VARINT);
    putVarint((long) field << 3 | DELIMITED);
    length += lengthBytes;
    return length;
  }

  void end(int start) {
    end(start, 1);
  }

  /** Closes what {@link #begin(int, int)} has opened with the same number of bytes. */
  void end(int start, int lengthBytes) {
    int size = length - start;
    int needed = 1;
    for (int rest = size >>> 7; rest != 0; rest >>>= 7) {
      needed++;
    }
    if (needed != lengthBytes) {
      reserve(needed);
      System.arraycopy(buffer, start, buffer, start - lengthBytes + needed, size);
    }
    length = start - lengthBytes;
    putVarint(size);
    length += size;
  }

  private void putVarint(long value) {
    while ((value & ~0x7fL) != 0) {
      buffer[length++] = (byte) (value | 0x80);
      value >>>= 7;
    }
    buffer[length++] = (byte) value;
  }

  private void putBigEndian(long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      buffer[length++] = (byte) (value >>> shift);
    }
  }

  private void reserve(long bytes) {
    long needed = length + bytes;
    if (needed > buffer.length) {
      if (needed > Integer.MAX_VALUE - 8) {
        throw new IllegalStateException("a request of " + needed + " bytes");
      }
      buffer = Arrays.copyOf(buffer, (int) Math.min(Integer.MAX_VALUE - 8, 2 * needed));
    }
  }
}
