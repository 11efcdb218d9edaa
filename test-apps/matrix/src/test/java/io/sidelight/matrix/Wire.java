package io.sidelight.matrix;

import io.sidelight.test.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTTP as bytes, so that nothing is added, repaired or hidden on the way. */
final class Wire {
  private static final int LIMIT_MILLIS = 45_000;
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})");

  private static final Pattern CHUNKED = Pattern.compile("(?i)\\r\\nTransfer-Encoding: *chunked");

  private static final Pattern COOKIE = Pattern.compile("(?i)\r\nSet-Cookie: *([^;\r]+)");

  /** That often in turn nothing has come: nothing more comes. */
  private static final int SAME = 10;

  private Wire() {}

  /** Sends the text and returns all that comes until the server closes the connection. */
  static String exchange(int port, String text) throws IOException {
    try (Socket socket = send(port, text)) {
      return read(socket.getInputStream(), Integer.MAX_VALUE);
    }
  }

  /**
   * Sends the text, and leaves when it has got that many bytes of the answer.
   *
   * @param stalls whether it first waits, without reading, until nothing more comes
   */
  static String leave(int port, String text, int bytes, boolean stalls) throws IOException {
    try (Socket socket = send(port, text)) {
      InputStream in = socket.getInputStream();
      String answer = read(in, bytes);
      if (stalls) {
        Deque<Integer> seen = new ArrayDeque<>();
        Await.until(
            "a server that can send no more",
            Duration.ofMillis(LIMIT_MILLIS),
            () -> {
              seen.addFirst(in.available());
              return seen.size() > SAME && seen.removeLast().equals(seen.getFirst());
            });
      }
      return answer;
    }
  }

  private static Socket send(int port, String text) throws IOException {
    Socket socket = new Socket();
    socket.setSoTimeout(LIMIT_MILLIS);
    socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), LIMIT_MILLIS);
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return socket;
  }

  private static String read(InputStream in, int limit) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] chunk = new byte[8192];
    try {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        bytes.write(chunk, 0, n);
        if (bytes.size() >= limit) {
          break;
        }
      }
    } catch (SocketException e) {
      // A server that gives up on an answer may reset the connection; what came before counts.
      if (bytes.size() == 0) {
        throw e;
      }
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  /** The status of the first answer, 0 if there is none. */
  static int status(String answer) {
    Matcher matcher = STATUS_LINE.matcher(answer);
    return matcher.lookingAt() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  /** What an answer's cookies are called and contain, as {@code name=value}. */
  static List<String> cookies(String answer) {
    return COOKIE.matcher(answer).results().map(match -> match.group(1)).toList();
  }

  /** The length of the body of an answer, without the frames of chunks. */
  static long bodyLength(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    if (end < 0) {
      return 0;
    }
    String body = answer.substring(end + 4);
    if (!CHUNKED.matcher(answer.substring(0, end)).find()) {
      return body.length();
    }
    long length = 0;
    int at = 0;
    for (int lineEnd = body.indexOf("\r\n"); lineEnd > 0; lineEnd = body.indexOf("\r\n", at)) {
      String size = body.substring(at, lineEnd).replaceFirst(";.*", "").trim();
      int chunk = size.isEmpty() ? 0 : Integer.parseInt(size, 16);
      length += chunk;
      at = lineEnd + 2 + chunk + 2;
    }
    return length;
  }
}
