package io.sidelight.core.weave;

import java.util.Arrays;

/**
 * A class file or a part of one in the making. Numbers are big-endian (JVMS 4). Not thread-safe.
 */
final class Bytes {
  private byte[] bytes;
  private int length;

  Bytes(int capacity) {
    bytes = new byte[capacity];
  }

  int length() {
    return length;
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  void u1(int value) {
    room(1);
    bytes[length++] = (byte) value;
  }

  void u2(int value) {
    room(2);
    length += 2;
    setU2(length - 2, value);
  }

  void u4(int value) {
    room(4);
    length += 4;
    setU4(length - 4, value);
  }

  void put(byte[] from, int start, int end) {
    room(end - start);
    System.arraycopy(from, start, bytes, length, end - start);
    length += end - start;
  }

  void put(byte[] from) {
    put(from, 0, from.length);
  }

  void put(Bytes from) {
    put(from.bytes, 0, from.length);
  }

  void setU2(int at, int value) {
    bytes[at] = (byte) (value >> 8);
    bytes[at + 1] = (byte) value;
  }

  void setU4(int at, int value) {
    setU2(at, value >> 16);
    setU2(at + 2, value);
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }
}
