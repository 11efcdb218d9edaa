package com.example.redis;

import static com.example.redis.RedisApp.HOST;
import static com.example.redis.RedisApp.SECRET;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Transaction;

/** Asks for what is there and for what is not, and says how often it was which. */
final class Lookups {
  private final int port;
  private final Map<String, Integer> counts;

  Lookups(int port, Map<String, Integer> counts) {
    this.port = port;
    this.counts = counts;
  }

  private void looked(String command, int hits, int misses) {
    counts.merge(command + " hit", hits, Integer::sum);
    counts.merge(command + " miss", misses, Integer::sum);
  }

  /**
   * What is there and what is not, asked for one by one, together, in a pipeline, a transaction.
   */
  void run() {
    try (Jedis jedis = new Jedis(HOST, port);
        Jedis other = new Jedis(HOST, port)) {
      jedis.flushAll();
      jedis.set("key" + SECRET, SECRET);
      jedis.hset("hash" + SECRET, "field", SECRET);
      jedis.get("key" + SECRET);
      jedis.get("key" + SECRET);
      jedis.get("none");
      jedis.get("none".getBytes(StandardCharsets.US_ASCII));
      jedis.sendCommand(Protocol.Command.GET, "none");
      looked("GET", 2, 3);
      jedis.mget("key" + SECRET, "none", "key" + SECRET);
      looked("MGET", 2, 1);
      jedis.hget("hash" + SECRET, "field");
      jedis.hget("hash" + SECRET, "none");
      looked("HGET", 1, 1);
      jedis.hmget("hash" + SECRET, "field", "none", "nor this");
      looked("HMGET", 1, 2);
      jedis.hgetAll("hash" + SECRET);
      jedis.hgetAll("none");
      looked("HGETALL", 1, 1);
      jedis.exists("key" + SECRET);
      jedis.exists("none");
      jedis.exists("key" + SECRET, "hash" + SECRET, "none");
      looked("EXISTS", 3, 2);
      jedis.hexists("hash" + SECRET, "field");
      jedis.hexists("hash" + SECRET, "none");
      looked("HEXISTS", 1, 1);
      // No look-up that says whether something is there.
      jedis.set("key" + SECRET, SECRET);
      jedis.strlen("none");
      jedis.lrange("none", 0, -1);
      Pipeline pipeline = jedis.pipelined();
      pipeline.get("key" + SECRET);
      pipeline.set("key" + SECRET, SECRET);
      pipeline.get("none");
      pipeline.mget("key" + SECRET, "none");
      pipeline.lpush("key" + SECRET, SECRET);
      pipeline.get("hash" + SECRET);
      pipeline.sync();
      Pipeline single = jedis.pipelined();
      single.get("none");
      single.sync();
      looked("GET", 1, 2);
      looked("MGET", 1, 1);
      Transaction transaction = jedis.multi();
      transaction.get("key" + SECRET);
      transaction.hget("hash" + SECRET, "none");
      transaction.incr("n");
      transaction.get("none");
      transaction.exec();
      looked("GET", 1, 1);
      looked("HGET", 0, 1);
      Transaction dropped = jedis.multi();
      dropped.get("key" + SECRET);
      dropped.discard();
      jedis.watch("key" + SECRET);
      other.set("key" + SECRET, SECRET);
      Transaction lost = jedis.multi();
      lost.get("key" + SECRET);
      lost.exec();
    }
    try (JedisPooled pooled = new JedisPooled(HOST, port)) {
      pooled.get("key" + SECRET);
      pooled.get("none");
      looked("GET", 1, 1);
    }
  }
}
