package com.example.redis;

import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPool;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Transaction;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisException;

/** Uses Redis in every way there is, and says how often it did what. Arguments: port, what. */
public final class RedisApp {
  /** Stands in no metric and no span, wherever Redis may quote it. */
  public static final String SECRET = "hush4711";

  static final String HOST = "localhost";
  private static final int THREADS = 8;
  private static final int COMMANDS = 1_250;

  private final int port;
  private final Map<String, Integer> counts = new TreeMap<>();

  private RedisApp(int port) {
    this.port = port;
  }

  public static void main(String[] args) throws Exception {
    RedisApp app = new RedisApp(Integer.parseInt(args[0]));
    if (args[1].equals("load")) {
      app.load();
    } else if (args[1].equals("lookups")) {
      new Lookups(app.port, app.counts).run();
    } else {
      app.everything();
    }
    app.print();
    System.out.println("done");
    System.in.read();
  }

  private synchronized void count(String... commands) {
    for (String command : commands) {
      counts.merge(command + " success", 1, Integer::sum);
    }
  }

  private synchronized void print() {
    counts.forEach((what, count) -> System.out.println("count " + what + ' ' + count));
  }

  /** What throws is counted as failed. */
  private synchronized void fail(String command, Runnable work) {
    try {
      work.run();
    } catch (JedisException e) {
      counts.merge(command + " error", 1, Integer::sum);
      return;
    }
    throw new IllegalStateException(command + " should have failed");
  }

  private void everything() throws Exception {
    try (Jedis jedis = new Jedis(HOST, port)) {
      commands(jedis);
      pipelines(jedis);
      transactions(jedis);
      errors(jedis);
    }
    try (JedisPool pool = new JedisPool(HOST, port)) {
      for (int i = 0; i < 3; i++) {
        try (Jedis jedis = pool.getResource()) {
          jedis.get(SECRET);
          count("GET");
        }
      }
    }
    count("CONNECT");
    try (JedisPooled pooled = new JedisPooled(HOST, port)) {
      pooled.set(SECRET, SECRET);
      pooled.get(SECRET);
      pooled.eval("return redis.call('get', KEYS[1])", 1, SECRET);
      count("CONNECT", "SET", "GET", "EVAL");
    }
    new Subscriptions(port, this::count).run();
    refusals();
  }

  private void commands(Jedis jedis) {
    jedis.set(SECRET, SECRET);
    jedis.get(SECRET);
    jedis.exists(SECRET);
    jedis.hset("hash" + SECRET, SECRET, SECRET);
    jedis.hgetAll("hash" + SECRET);
    jedis.lpush("list" + SECRET, SECRET);
    jedis.blpop(1, "list" + SECRET);
    count("SET", "GET", "EXISTS", "HSET", "HGETALL", "LPUSH", "BLPOP");
    jedis.ping();
    jedis.dbSize();
    jedis.select(1);
    jedis.flushDB();
    jedis.select(0);
    count("PING", "DBSIZE", "SELECT", "FLUSHDB", "SELECT");
    jedis.eval("return 1");
    jedis.evalsha(jedis.scriptLoad("return 2"));
    count("EVAL", "SCRIPT", "EVALSHA");
    jedis.sendCommand(command("echo"), SECRET);
    count("ECHO");
  }

  private static ProtocolCommand command(String name) {
    return () -> name.getBytes(StandardCharsets.US_ASCII);
  }

  private void pipelines(Jedis jedis) {
    Pipeline five = jedis.pipelined();
    for (int i = 0; i < 5; i++) {
      five.set(SECRET + i, SECRET);
    }
    five.sync();
    Pipeline one = jedis.pipelined();
    one.get(SECRET);
    one.syncAndReturnAll();
    Pipeline none = jedis.pipelined();
    none.sync();
    count("PIPELINE", "GET");
    fail(
        "PIPELINE",
        () -> {
          Pipeline failing = jedis.pipelined();
          failing.lpush(SECRET, SECRET);
          failing.get(SECRET);
          for (Object reply : failing.syncAndReturnAll()) {
            if (reply instanceof JedisException) {
              throw (JedisException) reply;
            }
          }
        });
  }

  private void transactions(Jedis jedis) {
    Transaction good = jedis.multi();
    good.set(SECRET, SECRET);
    good.get(SECRET);
    good.incr("n" + SECRET);
    good.exec();
    count("MULTI", "EXEC");
    Transaction dropped = jedis.multi();
    dropped.set(SECRET, SECRET);
    dropped.discard();
    count("MULTI", "DISCARD");
    count("MULTI");
    fail(
        "EXEC",
        () -> {
          Transaction bad = jedis.multi();
          bad.lpush(SECRET, SECRET);
          for (Object reply : bad.exec()) {
            if (reply instanceof JedisException) {
              throw (JedisException) reply;
            }
          }
        });
  }

  private void errors(Jedis jedis) {
    fail("LPUSH", () -> jedis.lpush(SECRET, SECRET));
    fail("EVALSHA", () -> jedis.evalsha("0123456789012345678901234567890123456789"));
    fail("SIDELIGHT.NOPE", () -> jedis.sendCommand(command("SIDELIGHT.NOPE"), SECRET));
    fail("OTHER", () -> jedis.sendCommand(command("a " + SECRET)));
  }

  private void refusals() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    fail("GET", () -> refused(closed).get(SECRET));
    fail("PING", () -> refused(closed).ping());
    fail(
        "CONNECT",
        () -> {
          try (JedisPool pool = new JedisPool(HOST, closed)) {
            pool.getResource().get(SECRET);
          }
        });
    // This Redis has no password.
    fail(
        "CONNECT",
        () ->
            new Jedis(
                    new HostAndPort(HOST, port),
                    DefaultJedisClientConfig.builder().password(SECRET).build())
                .get(SECRET));
  }

  private static Jedis refused(int closed) {
    return new Jedis(HOST, closed);
  }

  /** The application's own count is the number of answers it got; and Redis counts, too. */
  private void load() throws Exception {
    int answers = 0;
    try (Jedis jedis = new Jedis(HOST, port)) {
      jedis.configResetStat();
      count("CONFIG");
    }
    try (JedisPooled pooled = new JedisPooled(HOST, port)) {
      pooled.set("key", "value");
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        tasks.add(() -> get(pooled));
      }
      for (Future<Integer> task : threads.invokeAll(tasks)) {
        answers += task.get();
      }
      threads.shutdown();
    }
    count("SET");
    counts.put("GET success", answers);
    counts.put("HSET success", THREADS * COMMANDS / 5);
  }

  private static int get(JedisPooled pooled) {
    int answers = 0;
    for (int i = 0; i < COMMANDS; i++) {
      answers += "value".equals(pooled.get("key")) ? 1 : 0;
      if (i % 5 == 0) {
        pooled.hset("hash", "field", "value");
      }
    }
    return answers;
  }
}
