package com.example.redis;

import java.util.Set;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.JedisSentinelPool;

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
    } else {
      sentinel(port);
    }
    System.out.println("done");
    System.in.read();
  }

  private static void cluster(int port) throws Exception {
    try (JedisCluster cluster = new JedisCluster(new HostAndPort("127.0.0.1", port))) {
      for (int i = 0; i < KEYS; i++) {
        cluster.set("key" + i, "value");
        check("value".equals(cluster.get("key" + i)));
        check(cluster.get("none" + i) == null);
      }
    }
  }

  private static void sentinel(int port) throws Exception {
    Set<String> sentinels = Set.of("127.0.0.1:" + port);
    try (JedisSentinelPool pool = new JedisSentinelPool("main", sentinels)) {
      for (int i = 0; i < KEYS; i++) {
        try (Jedis jedis = pool.getResource()) {
          jedis.set("key" + i, "value");
          check("value".equals(jedis.get("key" + i)));
        }
      }
    }
  }

  private static void check(boolean right) {
    if (!right) {
      throw new IllegalStateException();
    }
  }
}
