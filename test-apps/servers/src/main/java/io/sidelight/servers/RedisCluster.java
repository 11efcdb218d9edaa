package io.sidelight.servers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Three masters that share all slots, each a process of its own, for as long as it is open. */
public final class RedisCluster implements AutoCloseable {
  private static final int NODES = 3;
  private static final int SLOTS = 16_384;

  private final List<RedisServer> nodes = new ArrayList<>();

  private RedisCluster() {}

  /**
   * Starts the nodes and makes them one; returns when each knows that all is well.
   *
   * @throws IOException when that does not come to pass within a minute
   */
  public static RedisCluster start() throws IOException {
    RedisCluster cluster = new RedisCluster();
    try {
      for (int i = 0; i < NODES; i++) {
        cluster.nodes.add(RedisServer.node());
      }
      cluster.meet();
      return cluster;
    } catch (IOException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void meet() throws IOException {
    for (int i = 0; i < NODES; i++) {
      int port = nodes.get(i).port();
      List<String> slots = new ArrayList<>(List.of("CLUSTER", "ADDSLOTS"));
      for (int slot = i * SLOTS / NODES; slot < (i + 1) * SLOTS / NODES; slot++) {
        slots.add(String.valueOf(slot));
      }
      Resp.ask(port, slots.toArray(new String[0]));
      Resp.ask(port, "CLUSTER", "SET-CONFIG-EPOCH", String.valueOf(i + 1));
    }
    for (RedisServer other : nodes.subList(1, NODES)) {
      String port = String.valueOf(other.port());
      Resp.ask(nodes.get(0).port(), "CLUSTER", "MEET", "127.0.0.1", port);
    }
    for (RedisServer node : nodes) {
      node.await(
          () -> {
            String info = Resp.ask(node.port(), "CLUSTER", "INFO");
            return info.contains("cluster_state:ok") && info.contains("cluster_size:" + NODES);
          });
    }
  }

  public List<RedisServer> nodes() {
    return nodes;
  }

  /** How often all nodes together have carried out a command; see {@link RedisServer#calls}. */
  public int calls(String command) throws IOException {
    int calls = 0;
    for (RedisServer node : nodes) {
      calls += node.calls(command);
    }
    return calls;
  }

  @Override
  public void close() throws IOException {
    for (RedisServer node : nodes) {
      node.close();
    }
  }
}
