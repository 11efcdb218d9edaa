package io.sidelight.test;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Real servers from binaries on the class path; nothing has to be installed, no container is
 * needed. Each call starts one more server on a free port of the loopback interface.
 *
 * <p>A server ends when it is closed, and at the latest with this JVM, however that ends.
 */
public final class Embedded {

  private Embedded() {}

  /**
   * Starts an empty PostgreSQL.
   *
   * @throws UncheckedIOException when it does not come up within a minute
   */
  public static PostgresServer postgres() {
    try {
      return new PostgresServer(io.sidelight.servers.PostgresServer.start());
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not start", e);
    }
  }

  /**
   * Starts an empty Redis that writes nothing to disk.
   *
   * @throws UncheckedIOException when it does not come up
   */
  public static RedisServer redis() {
    try {
      return new RedisServer(io.sidelight.servers.RedisServer.start());
    } catch (IOException e) {
      throw new UncheckedIOException("Redis did not start", e);
    }
  }
}
