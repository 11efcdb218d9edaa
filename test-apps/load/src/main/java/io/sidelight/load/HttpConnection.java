package io.sidelight.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * One kept connection that asks the same again and again: as little work as possible on the
 * client's side, which shares the machine with the server. Answers must tell their length (RFC
 * 9112, 6.2).
 */
final class HttpConnection implements AutoCloseable {
  private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
  private static final int STATUS_AT = "HTTP/1.1 ".length();

  private final byte[] request;
  private final byte[] buffer = new byte[8192];
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  HttpConnection(URI target) throws IOException {
    request =
        ("GET " + target.getRawPath() + " HTTP/1.1\r\nHost: " + target.getAuthority() + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    socket = new Socket(target.getHost(), target.getPort());
    socket.setTcpNoDelay(true);
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  /** Asks, reads all of the answer, and returns its status. */
  int get() throws IOException {
    out.write(request);
    int read = 0;
    int body = -1;
    while (body < 0) {
      int more = in.read(buffer, read, buffer.length - read);
      if (more <= 0) {
        throw new EOFException();
      }
      int from = Math.max(read - 3, 0);
      read += more;
      body = endOfHead(from, read);
    }
    long left = contentLength(body) - (read - body);
    while (left > 0) {
      int more = in.read(buffer, body, (int) Math.min(left, buffer.length - body));
      if (more <= 0) {
        throw new EOFException();
      }
      left -= more;
    }
    return 100 * digit(STATUS_AT) + 10 * digit(STATUS_AT + 1) + digit(STATUS_AT + 2);
  }

  private int digit(int at) {
    return buffer[at] - '0';
  }

  private int endOfHead(int from, int to) {
    for (int i = from; i + 3 < to; i++) {
      if (buffer[i] == '\r'
          && buffer[i + 1] == '\n'
          && buffer[i + 2] == '\r'
          && buffer[i + 3] == '\n') {
        return i + 4;
      }
    }
    return -1;
  }

  private long contentLength(int head) throws IOException {
    for (int i = 0; i + LENGTH.length < head; i++) {
      if (buffer[i] == '\n' && isLength(i + 1)) {
        long length = 0;
        for (int at = i + 1 + LENGTH.length; buffer[at] != '\r'; at++) {
          length = buffer[at] == ' ' ? length : 10 * length + digit(at);
        }
        return length;
      }
    }
    throw new IOException("no length");
  }

  private boolean isLength(int at) {
    for (int i = 0; i < LENGTH.length; i++) {
      if ((buffer[at + i] | 0x20) != (LENGTH[i] | 0x20)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no more use.
    }
  }
}
