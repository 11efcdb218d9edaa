package com.example.redis;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPool;
import redis.clients.jedis.JedisPoolConfig;
import redis.clients.jedis.exceptions.JedisException;

/** Takes all of a pool's connections, and one more; gives all but one back. Argument: port. */
public final class PooledApp {
  private PooledApp() {}

  public static void main(String[] args) throws Exception {
    JedisPoolConfig config = new JedisPoolConfig();
    config.setMaxTotal(2);
    config.setMinIdle(1);
    config.setMaxWaitMillis(50);
    // Nothing comes and goes on its own.
    config.setTimeBetweenEvictionRunsMillis(-1);
    JedisPool pool = new JedisPool(config, "localhost", Integer.parseInt(args[0]));
    Jedis first = pool.getResource();
    Jedis second = pool.getResource();
    try (Jedis third = pool.getResource()) {
      throw new IllegalStateException("there are only two");
    } catch (JedisException e) {
      System.out.println("none: " + e.getClass().getSimpleName());
    }
    second.close();
    Thread other =
        new Thread(
            () -> {
              try (Jedis again = pool.getResource()) {
                again.get("key");
              }
            });
    other.start();
    other.join();
    System.out.println("done");
    System.in.read();
    System.out.println(first.isConnected());
  }
}
