package io.sidelight.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

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
    try {
      return server.calls(command);
    } catch (IOException e) {
      throw new UncheckedIOException("INFO commandstats", e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
