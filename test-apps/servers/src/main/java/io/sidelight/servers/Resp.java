package io.sidelight.servers;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One question to a Redis at a time, in its own protocol (RESP 2). */
final class Resp {
  private static final int TIMEOUT_MILLIS = 10_000;

  private Resp() {}

  /**
   * Asks for what is answered by a line or by a text.
   *
   * @throws IOException if there is no answer, or Redis says no
   */
  static String ask(int port, String... words) throws IOException {
    StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      command.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(command.toString().getBytes(StandardCharsets.US_ASCII));
      DataInputStream in = new DataInputStream(socket.getInputStream());
      String line = line(in);
      if (line.startsWith("-")) {
        throw new IOException(String.join(" ", words) + ": " + line);
      }
      if (!line.startsWith("$")) {
        return line.substring(1);
      }
      byte[] text = new byte[Integer.parseInt(line.substring(1))];
      in.readFully(text);
      return new String(text, StandardCharsets.US_ASCII);
    }
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.readUnsignedByte(); c != '\r'; c = in.readUnsignedByte()) {
      line.append((char) c);
    }
    in.readUnsignedByte();
    return line.toString();
  }
}
