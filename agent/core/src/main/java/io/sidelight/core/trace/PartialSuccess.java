package io.sidelight.core.trace;

import java.nio.charset.StandardCharsets;

/**
 * What a collector says in an {@code ExportTraceServiceResponse}. Reads only what it knows, and
 * takes an answer that is no such message for one that says nothing.
 */
final class PartialSuccess {
  static final PartialSuccess NONE = new PartialSuccess(0, "");

  final long rejectedSpans;
  final String message;

  private PartialSuccess(long rejectedSpans, String message) {
    this.rejectedSpans = rejectedSpans;
    this.message = message;
  }

  static PartialSuccess parse(byte[] answer, int length) {
    Reader response = new Reader(answer, 0, length);
    while (response.next()) {
      if (response.field == 1 && response.type == 2) {
        return parseInner(new Reader(answer, response.start, response.end));
      }
    }
    return NONE;
  }

  private static PartialSuccess parseInner(Reader partial) {
    long rejected = 0;
    String message = "";
    while (partial.next()) {
      if (partial.field == 1 && partial.type == 0) {
        rejected = Math.max(0, partial.value);
      } else if (partial.field == 2 && partial.type == 2) {
        message =
            new String(
                partial.bytes, partial.start, partial.end - partial.start, StandardCharsets.UTF_8);
      }
    }
    return new PartialSuccess(rejected, message);
  }

  boolean saysSomething() {
    return rejectedSpans != 0 || !message.isEmpty();
  }

  /** Steps through the fields of a message; ends where the message is no longer one. */
  private static final class Reader {
    final byte[] bytes;
    private final int limit;
    private int at;
    private boolean broken;
    long field;
    int type;
    long value;
    int start;
    int end;

    Reader(byte[] bytes, int from, int limit) {
      this.bytes = bytes;
      this.at = from;
      this.limit = limit;
    }

    boolean next() {
      if (at >= limit) {
        return false;
      }
      long tag = varint();
      field = tag >>> 3;
      type = (int) (tag & 7);
      switch (type) {
        case 0:
          value = varint();
          break;
        case 1:
          skip(8);
          break;
        case 2:
          long size = varint();
          start = at;
          skip(size);
          end = at;
          break;
        case 5:
          skip(4);
          break;
        default:
          broken = true;
      }
      return !broken;
    }

    private void skip(long size) {
      if (size < 0 || size > limit - at) {
        broken = true;
      } else {
        at += (int) size;
      }
    }

    private long varint() {
      long result = 0;
      for (int shift = 0; shift < 64; shift += 7) {
        if (at >= limit) {
          break;
        }
        byte next = bytes[at++];
        result |= (next & 0x7fL) << shift;
        if (next >= 0) {
          return result;
        }
      }
      broken = true;
      return 0;
    }
  }
}
