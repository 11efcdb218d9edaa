package io.sidelight.test;

import java.io.IOException;
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

  @Override
  public void close() throws IOException {
    server.close();
  }
}
