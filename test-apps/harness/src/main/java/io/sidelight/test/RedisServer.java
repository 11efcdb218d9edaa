package io.sidelight.test;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A running Redis without password and without persistence. */
public final class RedisServer implements AutoCloseable {

  private static final int ATTEMPTS = 5;

  private final redis.embedded.RedisServer server;
  private final int port;
  private final @Nullable ProcessGuard guard;

  private RedisServer(redis.embedded.RedisServer server, int port, @Nullable ProcessGuard guard) {
    this.server = server;
    this.port = port;
    this.guard = guard;
  }

  static RedisServer start() throws IOException {
    IOException last = new IOException("not tried");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      // Redis cannot be asked for any port; another process may take the free one first.
      int port = Embedded.freePort();
      try {
        List<String> command =
            redis.embedded.RedisServer.newRedisServer()
                .port(port)
                .setting("save \"\"")
                .buildCommandArgs();
        redis.embedded.RedisServer server =
            new redis.embedded.RedisServer(port, command, false, line -> {}, line -> {});
        server.start();
        return new RedisServer(server, port, guard(command.get(0)));
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }

  /** The executable lies in a folder of its own, so that its path names this one process. */
  private static @Nullable ProcessGuard guard(String executable) {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().command().map(executable::equals).orElse(false))
        .findFirst()
        .map(child -> ProcessGuard.of(child.pid()))
        .orElse(null);
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
    if (guard != null) {
      guard.close();
    }
  }
}
