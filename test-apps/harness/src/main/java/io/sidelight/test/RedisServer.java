package io.sidelight.test;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A running Redis without password and without persistence. */
public final class RedisServer implements AutoCloseable {

  private final io.sidelight.servers.RedisServer server;

  RedisServer(io.sidelight.servers.RedisServer server) {
    this.server = server;
  }

  public int port() {
    return server.port();
  }

  /** Such as {@code redis://localhost:6379}. */
  public URI uri() {
    return server.uri();
  }

  /**
   * How often it has carried out a command since its start, by its own count.
   *
   * @param command its name, lower-case
   */
  public int calls(String command) {
    String start = "cmdstat_" + command + ":calls=";
    for (String line : commandStats().split("\r\n")) {
      if (line.startsWith(start)) {
        return Integer.parseInt(line.substring(start.length(), line.indexOf(',')));
      }
    }
    return 0;
  }

  private String commandStats() {
    try (Socket socket = new Socket("localhost", port())) {
      socket.getOutputStream().write("INFO commandstats\r\n".getBytes(StandardCharsets.US_ASCII));
      DataInputStream in = new DataInputStream(socket.getInputStream());
      // A bulk string (RESP): its length in a line of its own, after a dollar sign.
      int length = 0;
      for (int c = in.read(); c != '\n'; c = in.read()) {
        length = c >= '0' && c <= '9' ? length * 10 + c - '0' : length;
      }
      byte[] text = new byte[length];
      in.readFully(text);
      return new String(text, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException("INFO commandstats", e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
