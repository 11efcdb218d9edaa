package com.example.lettuce;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.reactive.RedisReactiveCommands;
import io.lettuce.core.api.sync.RedisCommands;
import java.lang.reflect.Method;
import java.util.Map;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** Asks for what is there and for what is not, and says how often it was which. */
final class Lookups {
  private final StatefulRedisConnection<String, String> connection;
  private final Map<String, Integer> counts;

  Lookups(StatefulRedisConnection<String, String> connection, Map<String, Integer> counts) {
    this.connection = connection;
    this.counts = counts;
  }

  private void looked(String command, int hits, int misses) {
    counts.merge(command + " hit", hits, Integer::sum);
    counts.merge(command + " miss", misses, Integer::sum);
  }

  void run() throws Exception {
    RedisCommands<String, String> redis = connection.sync();
    redis.flushall();
    redis.set("key", "value");
    redis.hset("hash", "field", "value");
    redis.get("key");
    redis.get("key");
    redis.get("none");
    connection.async().get("none").get();
    looked("GET", 2, 2);
    redis.mget("key", "none", "key");
    looked("MGET", 2, 1);
    redis.hget("hash", "field");
    redis.hget("hash", "none");
    looked("HGET", 1, 1);
    redis.hmget("hash", "field", "none", "nor this");
    looked("HMGET", 1, 2);
    redis.hgetall("hash");
    redis.hgetall("none");
    looked("HGETALL", 1, 1);
    redis.exists("key");
    redis.exists("none");
    redis.exists("key", "hash", "none");
    looked("EXISTS", 3, 2);
    redis.hexists("hash", "field");
    redis.hexists("hash", "none");
    looked("HEXISTS", 1, 1);
    // No look-up that says whether something is there.
    redis.strlen("none");
    redis.lrange("none", 0, -1);
    reactively();
    transactions();
  }

  private static void await(Publisher<?> publisher) {
    Flux.from(publisher).then().block();
  }

  /** One map up to 5, its entries one by one from 6 on. */
  private Publisher<?> hgetall(String key) throws ReflectiveOperationException {
    Method method = RedisReactiveCommands.class.getMethod("hgetall", Object.class);
    return (Publisher<?>) method.invoke(connection.reactive(), key);
  }

  private void reactively() throws ReflectiveOperationException {
    RedisReactiveCommands<String, String> redis = connection.reactive();
    await(redis.get("key"));
    await(redis.get("none"));
    looked("GET", 1, 1);
    await(redis.mget("key", "none", "hash"));
    looked("MGET", 1, 2);
    await(redis.hmget("hash", "field", "none"));
    looked("HMGET", 1, 1);
    await(hgetall("hash"));
    await(hgetall("none"));
    looked("HGETALL", 1, 1);
    await(redis.exists("key", "none"));
    looked("EXISTS", 1, 1);
  }

  private void transactions() {
    RedisCommands<String, String> redis = connection.sync();
    redis.multi();
    redis.get("key");
    redis.hget("hash", "none");
    redis.incr("n");
    redis.get("none");
    redis.mget("key", "none", "none");
    redis.exec();
    looked("GET", 1, 1);
    looked("HGET", 0, 1);
    looked("MGET", 1, 2);
    redis.multi();
    redis.get("key");
    redis.discard();
    redis.watch("key");
    redis.set("key", "other");
    redis.multi();
    redis.get("key");
    redis.get("none");
    if (redis.exec().size() > 0) {
      throw new IllegalStateException("carried out");
    }
    redis.get("key");
    looked("GET", 1, 0);
  }
}
