package io.sidelight.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

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
      return PostgresServer.start();
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
      return RedisServer.start();
    } catch (IOException e) {
      throw new UncheckedIOException("Redis did not start", e);
    }
  }

  /** A port that was free a moment ago: for servers that cannot choose one themselves. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
