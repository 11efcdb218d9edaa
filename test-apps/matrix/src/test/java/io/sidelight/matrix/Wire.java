package io.sidelight.matrix;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTTP as bytes, so that nothing is added, repaired or hidden on the way. */
final class Wire {
  private static final int LIMIT_MILLIS = 45_000;
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})");

  private Wire() {}

  /** Sends the text and returns all that comes until the server closes the connection. */
  static String exchange(int port, String text) throws IOException {
    try (Socket socket = send(port, text)) {
      return read(socket.getInputStream(), Integer.MAX_VALUE);
    }
  }

  /** Sends the text, and leaves when it has got that many bytes of the answer. */
  static String leave(int port, String text, int bytes) throws IOException {
    try (Socket socket = send(port, text)) {
      return read(socket.getInputStream(), bytes);
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
}
