package io.sidelight.core.trace;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** The bytes of a request; valid until the next batch is encoded. */
final class RequestBody {
  final byte[] bytes;
  final int length;

  private RequestBody(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  /** Compressed once per batch, however often it is sent; or the buffer of {@code plain}. */
  static RequestBody of(ProtoWriter plain, boolean gzip) throws IOException {
    if (!gzip) {
      return new RequestBody(plain.buffer(), plain.length());
    }
    ByteArrayOutputStream target = new ByteArrayOutputStream(plain.length() / 4 + 64);
    try (OutputStream zip = new GZIPOutputStream(target, 8192)) {
      zip.write(plain.buffer(), 0, plain.length());
    }
    byte[] bytes = target.toByteArray();
    return new RequestBody(bytes, bytes.length);
  }
}
