package io.sidelight.test;

import java.io.IOException;

/** A running PostgreSQL with one superuser that needs no password, and one empty database. */
public final class PostgresServer implements AutoCloseable {

  private final io.sidelight.servers.PostgresServer server;

  PostgresServer(io.sidelight.servers.PostgresServer server) {
    this.server = server;
  }

  public int port() {
    return server.port();
  }

  /** Without user and password: give {@link #user()}, and any or no password. */
  public String jdbcUrl() {
    return server.jdbcUrl();
  }

  public String user() {
    return server.user();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
