package com.example.lettuce;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.support.ConnectionPoolSupport;
import java.util.NoSuchElementException;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;

/** Takes all of a pool's connections, and one more; gives all but one back. Argument: port. */
public final class PooledApp {
  private PooledApp() {}

  public static void main(String[] args) throws Exception {
    RedisClient client =
        RedisClient.create(RedisURI.create("localhost", Integer.parseInt(args[0])));
    GenericObjectPoolConfig config = new GenericObjectPoolConfig();
    config.setMaxTotal(2);
    config.setMaxWaitMillis(50);
    GenericObjectPool<StatefulRedisConnection<String, String>> pool =
        ConnectionPoolSupport.createGenericObjectPool(client::connect, config);
    StatefulRedisConnection<String, String> first = pool.borrowObject();
    StatefulRedisConnection<String, String> second = pool.borrowObject();
    try {
      pool.borrowObject();
      throw new IllegalStateException("there are only two");
    } catch (NoSuchElementException e) {
      System.out.println("none");
    }
    second.close();
    try (StatefulRedisConnection<String, String> again = pool.borrowObject()) {
      again.sync().get("key");
    }
    System.out.println("done");
    System.in.read();
    System.out.println(first.isOpen());
  }
}
