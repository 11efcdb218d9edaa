package io.sidelight.servers;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A master, its replica, and the sentinel that knows both, each a process of its own, for as long
 * as it is open.
 */
public final class RedisSentinel implements AutoCloseable {
  /** What the sentinel calls the master. */
  public static final String MASTER = "main";

  private final Deque<RedisServer> all = new ArrayDeque<>();

  private RedisSentinel() {}

  /**
   * Starts all three; returns when the sentinel knows the replica.
   *
   * @throws IOException when that does not come to pass within a minute
   */
  public static RedisSentinel start() throws IOException {
    RedisSentinel three = new RedisSentinel();
    try {
      RedisServer master = RedisServer.start();
      three.all.add(master);
      String port = String.valueOf(master.port());
      three.all.add(RedisServer.start("--replicaof", "127.0.0.1", port));
      RedisServer sentinel =
          RedisServer.sentinel("sentinel monitor " + MASTER + " 127.0.0.1 " + port + " 1\n");
      three.all.add(sentinel);
      sentinel.await(
          () ->
              Resp.ask(sentinel.port(), "INFO", "sentinel").contains("slaves=1,")
                  && Resp.ask(master.port(), "INFO", "replication").contains("state=online"));
      return three;
    } catch (IOException | RuntimeException e) {
      three.close();
      throw e;
    }
  }

  public RedisServer master() {
    return all.getFirst();
  }

  public RedisServer sentinel() {
    return all.getLast();
  }

  @Override
  public void close() throws IOException {
    for (RedisServer server : all) {
      server.close();
    }
  }
}
