package com.example.lettuce;

import io.lettuce.core.KeyValue;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.TransactionResult;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.reactive.RedisReactiveCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Uses Redis through Lettuce in every way there is, and says how often it did what. */
public final class LettuceApp {
  /** Stands in no metric and no span, wherever Redis may quote it. */
  public static final String SECRET = "hush4711";

  private static final int THREADS = 8;
  private static final int COMMANDS = 1_250;

  private final Map<String, Integer> counts = new TreeMap<>();
  private final StatefulRedisConnection<String, String> connection;

  private LettuceApp(StatefulRedisConnection<String, String> connection) {
    this.connection = connection;
  }

  public static void main(String[] args) throws Exception {
    RedisClient client =
        RedisClient.create(RedisURI.create("localhost", Integer.parseInt(args[0])));
    StatefulRedisConnection<String, String> connection = client.connect();
    LettuceApp app = new LettuceApp(connection);
    if (args[1].equals("load")) {
      app.load();
    } else if (args[1].equals("lookups")) {
      new Lookups(connection, app.counts).run();
    } else {
      app.synchronously();
      app.asynchronously();
      app.reactively();
      app.transactions();
      app.messages(client);
      app.failures(client);
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

  /** What throws is counted as failed. */
  private void fail(String command, Runnable work) {
    try {
      work.run();
    } catch (RedisException e) {
      counts.merge(command + " error", 1, Integer::sum);
      return;
    }
    throw new IllegalStateException(command + " should have failed");
  }

  private void synchronously() {
    RedisCommands<String, String> redis = connection.sync();
    redis.set(SECRET, SECRET);
    redis.get(SECRET);
    redis.exists(SECRET);
    redis.hset("hash" + SECRET, SECRET, SECRET);
    redis.hgetall("hash" + SECRET);
    redis.lpush("list" + SECRET, SECRET);
    redis.blpop(1, "list" + SECRET);
    count("SET", "GET", "EXISTS", "HSET", "HGETALL", "LPUSH", "BLPOP");
    redis.ping();
    redis.select(1);
    redis.flushdb();
    redis.select(0);
    redis.eval("return 1", ScriptOutputType.INTEGER);
    count("PING", "SELECT", "FLUSHDB", "SELECT", "EVAL");
    redis.dispatch(
        command("echo"),
        new StatusOutput<>(StringCodec.UTF8),
        new CommandArgs<>(StringCodec.UTF8).add(SECRET));
    count("ECHO");
  }

  private static ProtocolKeyword command(String name) {
    return new ProtocolKeyword() {
      @Override
      public byte[] getBytes() {
        return name.getBytes(StandardCharsets.US_ASCII);
      }

      @Override
      public String name() {
        return name;
      }

      @Override
      public String toString() {
        return name;
      }
    };
  }

  private void asynchronously() throws Exception {
    RedisAsyncCommands<String, String> redis = connection.async();
    redis.get(SECRET).get();
    count("GET");
    // Several at once, sent together.
    connection.setAutoFlushCommands(false);
    List<RedisFuture<?>> pipeline = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      pipeline.add(redis.incr("n"));
      count("INCR");
    }
    connection.flushCommands();
    connection.setAutoFlushCommands(true);
    LettuceFutures.awaitAll(10, TimeUnit.SECONDS, pipeline.toArray(new RedisFuture[0]));
  }

  private void reactively() {
    RedisReactiveCommands<String, String> redis = connection.reactive();
    redis.set(SECRET, SECRET).block();
    Mono<String> lazy = redis.get(SECRET);
    lazy.block();
    lazy.block();
    Flux.range(0, 4).flatMap(i -> redis.incr("n")).blockLast();
    redis.mget(SECRET, "none").collectList().block();
    count("SET", "GET", "GET", "INCR", "INCR", "INCR", "INCR", "MGET");
    // Never subscribed to: never sent.
    redis.get("never");
  }

  private void transactions() {
    RedisCommands<String, String> redis = connection.sync();
    redis.multi();
    redis.set(SECRET, SECRET);
    redis.get(SECRET);
    TransactionResult result = redis.exec();
    check(result.size() == 2);
    count("MULTI", "SET", "GET", "EXEC");
    redis.multi();
    redis.get(SECRET);
    redis.discard();
    count("MULTI", "GET", "DISCARD");
    redis.multi();
    redis.set("text", SECRET);
    redis.lpush("text", SECRET);
    redis.exec();
    count("MULTI", "SET", "LPUSH");
    counts.merge("EXEC error", 1, Integer::sum);
  }

  private void messages(RedisClient client) throws Exception {
    StatefulRedisPubSubConnection<String, String> subscriber = client.connectPubSub();
    CountDownLatch handled = new CountDownLatch(3);
    subscriber.addListener(
        new RedisPubSubAdapter<String, String>() {
          @Override
          public void message(String channel, String message) {
            connection.async().incr("n").thenAccept(n -> handled.countDown());
          }
        });
    subscriber.sync().subscribe("channel" + SECRET);
    count("SUBSCRIBE");
    for (int i = 0; i < 3; i++) {
      connection.sync().publish("channel" + SECRET, SECRET);
      count("PUBLISH", "INCR");
    }
    handled.await();
  }

  private void failures(RedisClient client) throws Exception {
    RedisCommands<String, String> redis = connection.sync();
    redis.set("text", SECRET);
    count("SET");
    fail("LPUSH", () -> redis.lpush("text", SECRET));
    fail("EVALSHA", () -> redis.evalsha("0".repeat(40), ScriptOutputType.STATUS, SECRET));
    fail(
        "SIDELIGHT.NOPE",
        () ->
            redis.dispatch(
                command("sidelight.nope"),
                new StatusOutput<>(StringCodec.UTF8),
                new CommandArgs<>(StringCodec.UTF8).add(SECRET)));
    fail(
        "OTHER",
        () ->
            redis.dispatch(
                command("not a name"),
                new StatusOutput<>(StringCodec.UTF8),
                new CommandArgs<>(StringCodec.UTF8).add(SECRET)));
    fail("LPUSH", () -> connection.reactive().lpush("text", SECRET).block());
    counts.merge("LPUSH error", 1, Integer::sum);
    try {
      connection.async().lpush("text", SECRET).get();
      throw new IllegalStateException("no error");
    } catch (java.util.concurrent.ExecutionException e) {
      check(e.getCause() instanceof RedisException);
    }
    CommandArgs<String, String> blocking = new CommandArgs<>(StringCodec.UTF8);
    blocking.add("BLOCK").add("10").add("STREAMS").addKey("BLOCK").add("$");
    redis.dispatch(command("xread"), new NestedMultiOutput<>(StringCodec.UTF8), blocking);
    CommandArgs<String, String> reading = new CommandArgs<>(StringCodec.UTF8);
    reading.add("STREAMS").addKey("BLOCK").add("0");
    redis.dispatch(command("xread"), new NestedMultiOutput<>(StringCodec.UTF8), reading);
    count("XREAD", "XREAD");
    StatefulRedisConnection<String, String> hasty = client.connect();
    hasty.setTimeout(Duration.ofMillis(50));
    fail("BLPOP", () -> hasty.sync().blpop(2, "none"));
    hasty.close();
    RedisFuture<KeyValue<String, String>> dropped = connection.async().blpop(1, "none");
    dropped.cancel(true);
    counts.merge("BLPOP error", 1, Integer::sum);
    StatefulRedisConnection<String, String> closed = client.connect();
    closed.close();
    fail("GET", () -> closed.sync().get(SECRET));
  }

  private static void check(boolean right) {
    if (!right) {
      throw new IllegalStateException();
    }
  }

  private void load() throws Exception {
    RedisCommands<String, String> redis = connection.sync();
    RedisAsyncCommands<String, String> async = connection.async();
    RedisReactiveCommands<String, String> reactive = connection.reactive();
    redis.set("key", "value");
    count("SET");
    int[] answers = new int[THREADS];
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<?>> tasks = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      int thread = t;
      tasks.add(
          threads.submit(
              () -> {
                for (int i = 0; i < COMMANDS; i++) {
                  String value =
                      i % 3 == 0
                          ? redis.get("key")
                          : i % 3 == 1 ? async.get("key").get() : reactive.get("key").block();
                  answers[thread] += "value".equals(value) ? 1 : 0;
                  if (i % 5 == 0) {
                    redis.hset("hash", "field", "value");
                  }
                }
                return null;
              }));
    }
    for (Future<?> task : tasks) {
      task.get();
    }
    threads.shutdown();
    int all = 0;
    for (int answer : answers) {
      all += answer;
    }
    counts.put("GET success", all);
    counts.put("HSET success", THREADS * COMMANDS / 5);
    for (String line : redis.info("commandstats").split("\r\n")) {
      System.out.println(line);
    }
    count("INFO");
  }
}
