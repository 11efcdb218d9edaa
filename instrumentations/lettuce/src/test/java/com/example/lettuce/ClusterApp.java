package com.example.lettuce;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.sync.RedisAdvancedClusterCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.masterslave.MasterSlave;
import io.lettuce.core.masterslave.StatefulRedisMasterSlaveConnection;

/**
 * Uses three servers together. Arguments: {@code cluster} or {@code sentinel}, port of one of them.
 */
public final class ClusterApp {
  private static final int KEYS = 30;

  private ClusterApp() {}

  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[1]);
    if (args[0].equals("cluster")) {
      cluster(port);
    } else if (args[0].equals("sentinel")) {
      sentinel(port);
    } else {
      masterAndReplica(port);
    }
    System.out.println("done");
    System.in.read();
  }

  private static void cluster(int port) throws Exception {
    RedisClusterClient client = RedisClusterClient.create(RedisURI.create("127.0.0.1", port));
    StatefulRedisClusterConnection<String, String> connection = client.connect();
    RedisAdvancedClusterCommands<String, String> redis = connection.sync();
    for (int i = 0; i < KEYS; i++) {
      redis.set("key" + i, "value");
      check("value".equals(connection.async().get("key" + i).get()));
      check(connection.reactive().get("none" + i).block() == null);
    }
  }

  private static void sentinel(int port) {
    RedisURI uri = RedisURI.Builder.sentinel("127.0.0.1", port, "main").build();
    use(RedisClient.create(uri).connect().sync());
  }

  /** Hands each command on to a connection to the master. */
  private static void masterAndReplica(int port) {
    RedisURI uri = RedisURI.Builder.sentinel("127.0.0.1", port, "main").build();
    StatefulRedisMasterSlaveConnection<String, String> connection =
        MasterSlave.connect(RedisClient.create(), StringCodec.UTF8, uri);
    use(connection.sync());
  }

  private static void use(RedisCommands<String, String> redis) {
    for (int i = 0; i < KEYS; i++) {
      redis.set("key" + i, "value");
      check("value".equals(redis.get("key" + i)));
    }
  }

  private static void check(boolean right) {
    if (!right) {
      throw new IllegalStateException();
    }
  }
}
