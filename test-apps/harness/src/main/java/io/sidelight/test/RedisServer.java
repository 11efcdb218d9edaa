package io.sidelight.test;

import java.io.IOException;
import java.net.URI;

/** A running Redis without password and without persistence. */
public final class RedisServer implements AutoCloseable {

  private static final int ATTEMPTS = 5;

  private final redis.embedded.RedisServer server;
  private final int port;

  private RedisServer(redis.embedded.RedisServer server, int port) {
    this.server = server;
    this.port = port;
  }

  static RedisServer start() throws IOException {
    IOException last = new IOException("not tried");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      // Redis cannot be asked for any port; another process may take the free one first.
      int port = Embedded.freePort();
      try {
        redis.embedded.RedisServer server =
            redis.embedded.RedisServer.newRedisServer()
                .port(port)
                .setting("save \"\"")
                .soutListener(line -> {})
                .serrListener(line -> {})
                .build();
        server.start();
        return new RedisServer(server, port);
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  public int port() {
    return port;
  }

  /** Such as {@code redis://localhost:6379}. */
  public URI uri() {
    return URI.create("redis://localhost:" + port);
  }

  @Override
  public void close() throws IOException {
    server.stop();
  }
}
