package io.sidelight.core.trace;

import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers of HTTP/1.1 (RFC 9112) as far as a collector's say something: the status, two
 * fields, and the beginning of the body. Not thread-safe.
 */
final class AnswerReader {
  /** Where the bytes come from. */
  interface Source {
    /** The next byte, or -1 at the end. */
    int next() throws IOException;
  }

  /** A class, not a lambda: the exporter is made while the application starts. */
  private static final class Nothing implements Source {
    @Override
    public int next() {
      return -1;
    }
  }

  private static final int MAX_BODY_BYTES = 64 * 1024;
  private static final int MAX_HEAD_BYTES = 64 * 1024;
  private static final int DIGITS_OF_STATUS = 3;
  private static final String VERSION = "HTTP/1.";

  private Source source = new Nothing();
  private final byte[] body = new byte[MAX_BODY_BYTES];
  private final StringBuilder line = new StringBuilder();
  private int headBytes;
  private int length;
  private int status;
  private boolean isReusable;
  private boolean isChunked;
  private long contentLength;
  private @Nullable String contentType;
  private @Nullable String retryAfter;

  /**
   * Reads an answer to its end, so that the connection can be used again, unless it is very long.
   *
   * @throws IOException if there is none, or none of HTTP
   */
  HttpAnswer read(Source from) throws IOException {
    source = from;
    headBytes = 0;
    do {
      readHead();
    } while (status < 200);
    length = 0;
    try {
      readBody();
    } catch (IOException | NumberFormatException e) {
      // The status has decided; what the body would have said is lost.
      isReusable = false;
    }
    return HttpAnswer.of(status, contentType, retryAfter, body, length);
  }

  /** Whether nothing of this answer is left, and the server does not end the connection. */
  boolean isReusable() {
    return isReusable;
  }

  private void readHead() throws IOException {
    String first = readLine();
    int digits = VERSION.length() + 2;
    if (!first.startsWith(VERSION) || first.length() < digits + DIGITS_OF_STATUS) {
      throw new IOException("the answer is not HTTP");
    }
    try {
      status = Integer.parseInt(first.substring(digits, digits + DIGITS_OF_STATUS));
    } catch (NumberFormatException e) {
      throw new IOException("the answer is not HTTP", e);
    }
    // Before 1.1 connections were kept by agreement only.
    isReusable = first.charAt(VERSION.length()) != '0';
    isChunked = false;
    contentLength = -1;
    contentType = null;
    retryAfter = null;
    for (String header = readLine(); !header.isEmpty(); header = readLine()) {
      int colon = header.indexOf(':');
      if (colon > 0) {
        header(header.substring(0, colon).trim(), header.substring(colon + 1).trim());
      }
    }
  }

  private void header(String name, String value) {
    switch (name.toLowerCase(Locale.ROOT)) {
      case "connection":
        isReusable &= !value.toLowerCase(Locale.ROOT).contains("close");
        break;
      case "content-length":
        contentLength = number(value);
        break;
      case "content-type":
        contentType = value;
        break;
      case "retry-after":
        retryAfter = value;
        break;
      case "transfer-encoding":
        isChunked = value.toLowerCase(Locale.ROOT).contains("chunked");
        break;
      default:
        break;
    }
  }

  /** Negative if it is none: then the answer ends with the connection. */
  private static long number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private void readBody() throws IOException {
    if (status == 204 || status == 304) {
      return;
    }
    boolean isWhole;
    if (isChunked) {
      isWhole = readChunks();
    } else if (contentLength >= 0) {
      isWhole = readBytes(contentLength);
    } else {
      readBytes(Long.MAX_VALUE);
      isWhole = false;
    }
    isReusable &= isWhole;
  }

  private boolean readChunks() throws IOException {
    for (; ; ) {
      String size = readLine();
      int extension = size.indexOf(';');
      long bytes = Long.parseLong((extension < 0 ? size : size.substring(0, extension)).trim(), 16);
      if (bytes <= 0) {
        while (!readLine().isEmpty()) {
          // Trailers, which nobody has asked for.
        }
        return bytes == 0;
      }
      if (!readBytes(bytes)) {
        return false;
      }
      readLine();
    }
  }

  /** Those that have room; whether that were all. */
  private boolean readBytes(long count) throws IOException {
    for (long left = count; left > 0; left--) {
      int next = length == body.length ? -1 : source.next();
      if (next < 0) {
        return false;
      }
      body[length++] = (byte) next;
    }
    return true;
  }

  private String readLine() throws IOException {
    line.setLength(0);
    for (; ; ) {
      int next = source.next();
      if (next < 0) {
        throw new EOFException("the connection was closed");
      }
      if (++headBytes > MAX_HEAD_BYTES) {
        throw new IOException("the head of the answer is too long");
      }
      if (next == '\n') {
        break;
      }
      line.append((char) next);
    }
    int end = line.length();
    return line.substring(0, end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end);
  }
}
