package io.sidelight.inst.servlet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTTP as bytes, so that nothing is added, repaired or hidden on the way. */
final class Wire {
  private static final int LIMIT_MILLIS = 40_000;
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})");

  private Wire() {}

  static Socket connect(int port, String address) throws IOException {
    Socket socket = new Socket();
    socket.setSoTimeout(LIMIT_MILLIS);
    socket.connect(new InetSocketAddress(InetAddress.getByName(address), port), LIMIT_MILLIS);
    return socket;
  }

  /** Sends the text and returns all that comes until the server closes the connection. */
  static String exchange(int port, String text) {
    return exchange(port, "127.0.0.1", text);
  }

  static String exchange(int port, String address, String text) {
    try (Socket socket = connect(port, address)) {
      send(socket, text);
      return readAll(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(text.lines().findFirst().orElse(""), e);
    }
  }

  static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static String readAll(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] chunk = new byte[8192];
    try {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        bytes.write(chunk, 0, n);
      }
    } catch (java.net.SocketException e) {
      // A server that gives up on an answer may reset the connection; what came before counts.
      if (bytes.size() == 0) {
        throw e;
      }
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  static int status(String answer) {
    Matcher matcher = STATUS_LINE.matcher(answer);
    return matcher.lookingAt() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  /** Bytes of the body of the only answer, without the frames of chunks. */
  static long bodyLength(String answer) {
    int head = answer.indexOf("\r\n\r\n") + 4;
    if (!answer
        .substring(0, head)
        .toLowerCase(Locale.ROOT)
        .contains("transfer-encoding: chunked")) {
      return answer.length() - head;
    }
    long length = 0;
    int at = head;
    while (at < answer.length()) {
      int line = answer.indexOf("\r\n", at);
      int chunk = Integer.parseInt(answer.substring(at, line), 16);
      if (chunk == 0) {
        break;
      }
      length += chunk;
      at = line + 2 + chunk + 2;
    }
    return length;
  }

  /** How many answers of that status follow each other. */
  static long count(String answers, int status) {
    return STATUS_LINE
        .matcher(answers)
        .results()
        .filter(result -> Integer.parseInt(result.group(1)) == status)
        .count();
  }
}
