package com.example.redisson;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.redisson.Redisson;
import org.redisson.api.BatchOptions;
import org.redisson.api.RBatch;
import org.redisson.api.RBucket;
import org.redisson.api.RMap;
import org.redisson.api.RScript;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

/** Uses Redis through Redisson, and says how often it did what. Arguments: port, what. */
public final class RedissonApp {
  /** Stands in no metric and no span, wherever Redis may quote it. */
  public static final String SECRET = "hush4711";

  private static final int THREADS = 8;
  private static final int COMMANDS = 1_250;

  private final Map<String, Integer> counts = new TreeMap<>();
  private final RedissonClient redis;

  private RedissonApp(RedissonClient redis) {
    this.redis = redis;
  }

  public static void main(String[] args) throws Exception {
    Config config = new Config();
    config.setCodec(StringCodec.INSTANCE);
    config
        .useSingleServer()
        .setAddress("redis://localhost:" + args[0])
        .setConnectionMinimumIdleSize(1)
        // So few that commands must wait for a connection.
        .setConnectionPoolSize(2)
        .setRetryAttempts(1)
        .setTimeout(3000);
    RedissonApp app = new RedissonApp(Redisson.create(config));
    if (args[1].equals("load")) {
      app.load();
    } else {
      app.commands();
      app.batches();
      app.messages();
      app.failures();
    }
    app.counts.forEach((what, count) -> System.out.println("count " + what + ' ' + count));
    System.out.println("done");
    System.in.read();
  }

  private void count(String... commands) {
    for (String command : commands) {
      counts.merge(command + " success", 1, Integer::sum);
    }
  }

  private void looked(String command, int hits, int misses) {
    counts.merge(command + " hit", hits, Integer::sum);
    counts.merge(command + " miss", misses, Integer::sum);
  }

  private void commands() throws Exception {
    RBucket<String> bucket = redis.getBucket(SECRET);
    bucket.set(SECRET);
    bucket.get();
    redis.getBucket("none").get();
    bucket.getAsync().toCompletableFuture().get();
    count("SET", "GET", "GET", "GET");
    looked("GET", 2, 1);
    redis.getBuckets().get(SECRET, "none", "nor this");
    count("MGET");
    looked("MGET", 1, 2);
    bucket.isExists();
    redis.getKeys().countExists(SECRET, "none", "nor this");
    count("EXISTS", "EXISTS");
    looked("EXISTS", 2, 2);
    RMap<String, String> map = redis.getMap("map" + SECRET);
    map.fastPut("field", SECRET);
    map.get("field");
    map.get("none");
    count("HSET", "HGET", "HGET");
    looked("HGET", 1, 1);
    map.getAll(Set.of("field", "none", "nor this"));
    count("HMGET");
    looked("HMGET", 1, 2);
    check(map.containsKey("field") && !map.containsKey("none"));
    count("HEXISTS", "HEXISTS");
    looked("HEXISTS", 1, 1);
    map.readAllMap();
    redis.getMap("none").readAllMap();
    count("HGETALL", "HGETALL");
    looked("HGETALL", 1, 1);
    redis.getTopic("topic").publish(SECRET);
    count("PUBLISH");
    redis.getBlockingQueue("queue").add(SECRET);
    redis.getBlockingQueue("queue").poll(1, TimeUnit.SECONDS);
    redis.getBlockingQueue("queue").poll(1, TimeUnit.SECONDS);
    count("RPUSH", "BLPOP", "BLPOP");
  }

  private static void check(boolean right) {
    if (!right) {
      throw new IllegalStateException();
    }
  }

  private void batches() {
    RBatch batch = redis.createBatch(BatchOptions.defaults());
    batch.getBucket(SECRET).getAsync();
    batch.getBucket("none").getAsync();
    batch.getMap("map" + SECRET).getAsync("field");
    batch.execute();
    count("PIPELINE");
    looked("GET", 1, 1);
    looked("HGET", 1, 0);
    RBatch single = redis.createBatch(BatchOptions.defaults());
    single.getBucket("none").getAsync();
    single.execute();
    count("GET");
    looked("GET", 0, 1);
    RBatch atomic =
        redis.createBatch(
            BatchOptions.defaults().executionMode(BatchOptions.ExecutionMode.IN_MEMORY_ATOMIC));
    atomic.getBucket(SECRET).setAsync(SECRET);
    atomic.getBucket(SECRET).getAsync();
    atomic.execute();
    count("PIPELINE");
    looked("GET", 1, 0);
  }

  private void fail(String command, Runnable work) {
    try {
      work.run();
    } catch (RedisException e) {
      counts.merge(command + " error", 1, Integer::sum);
      return;
    }
    throw new IllegalStateException(command + " should have failed");
  }

  private void messages() throws Exception {
    CountDownLatch handled = new CountDownLatch(3);
    RTopic topic = redis.getTopic("topic" + SECRET);
    topic.addListener(
        String.class,
        (channel, message) ->
            redis.getBucket("none").getAsync().thenAccept(none -> handled.countDown()));
    for (int i = 0; i < 3; i++) {
      topic.publish(SECRET);
      count("PUBLISH", "GET");
    }
    handled.await();
    looked("GET", 0, 3);
  }

  private void failures() {
    fail("RPUSH", () -> redis.getList(SECRET).add(SECRET));
    fail(
        "EVALSHA",
        () ->
            redis
                .getScript(StringCodec.INSTANCE)
                .evalSha(
                    RScript.Mode.READ_WRITE,
                    "0123456789012345678901234567890123456789",
                    RScript.ReturnType.VALUE));
    fail(
        "PIPELINE",
        () -> {
          RBatch batch = redis.createBatch(BatchOptions.defaults());
          batch.getBucket(SECRET).getAsync();
          batch.getList(SECRET).addAsync(SECRET);
          batch.execute();
        });
  }

  private void load() throws Exception {
    RBucket<String> bucket = redis.getBucket("key");
    bucket.set("value");
    count("SET");
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<Integer>> tasks = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      tasks.add(
          threads.submit(
              () -> {
                int answers = 0;
                for (int i = 0; i < COMMANDS; i++) {
                  String value =
                      i % 2 == 0 ? bucket.get() : bucket.getAsync().toCompletableFuture().get();
                  answers += "value".equals(value) ? 1 : 0;
                  if (i % 5 == 0) {
                    redis.getMap("hash").fastPut("field", "value");
                  }
                }
                return answers;
              }));
    }
    int all = 0;
    for (Future<Integer> task : tasks) {
      all += task.get();
    }
    threads.shutdown();
    counts.put("GET success", all);
    counts.put("HSET success", THREADS * COMMANDS / 5);
  }
}
