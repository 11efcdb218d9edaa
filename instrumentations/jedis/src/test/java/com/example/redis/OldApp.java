package com.example.redis;

import static com.example.redis.RedisApp.HOST;
import static com.example.redis.RedisApp.SECRET;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPool;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/**
 * What Jedis 2 and 3 do as they do it, and how often it was. By names: the types that methods
 * return are others since. Argument: port.
 */
public final class OldApp {
  /** Jedis 2 sends a transaction in one go, and a farewell when it closes a connection. */
  private static final boolean TWO = has(Connection.class, "getAll");

  private final int port;
  private final Map<String, Integer> counts = new TreeMap<>();

  private OldApp(int port) {
    this.port = port;
  }

  public static void main(String[] args) throws Exception {
    OldApp app = new OldApp(Integer.parseInt(args[0]));
    try (Jedis jedis = new Jedis(HOST, app.port)) {
      app.commands(jedis);
      app.pipelines(jedis);
      app.transactions(jedis);
      app.errors(jedis);
    }
    app.pool();
    app.messages();
    app.counts.forEach((what, count) -> System.out.println("count " + what + ' ' + count));
    System.out.println("done");
    System.in.read();
  }

  private synchronized void count(String command) {
    counts.merge(command + " success", 1, Integer::sum);
  }

  private void looked(String command, int hits, int misses) {
    counts.merge(command + " hit", hits, Integer::sum);
    counts.merge(command + " miss", misses, Integer::sum);
  }

  private static boolean has(Class<?> type, String method) {
    return Stream.of(type.getMethods()).anyMatch(has -> has.getName().equals(method));
  }

  /** A command of that name. */
  private Object run(Object target, String method, Object... arguments) throws Exception {
    Object result = call(target, method, arguments);
    count(method.toUpperCase(Locale.ROOT));
    return result;
  }

  private void fail(Object target, String method, Object... arguments) throws Exception {
    try {
      call(target, method, arguments);
    } catch (JedisException e) {
      counts.merge(method.toUpperCase(Locale.ROOT) + " error", 1, Integer::sum);
      return;
    }
    throw new IllegalStateException(method + " should have failed");
  }

  private static Object call(Object target, String name, Object... arguments) throws Exception {
    for (Method method : target.getClass().getMethods()) {
      if (method.getName().equals(name) && takes(method.getParameterTypes(), arguments)) {
        try {
          return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
          throw (Exception) e.getCause();
        }
      }
    }
    throw new NoSuchMethodException(name);
  }

  private static boolean takes(Class<?>[] types, Object[] arguments) {
    if (types.length != arguments.length) {
      return false;
    }
    for (int i = 0; i < types.length; i++) {
      boolean number = types[i] == int.class && arguments[i] instanceof Integer;
      if (!number && !types[i].isInstance(arguments[i])) {
        return false;
      }
    }
    return true;
  }

  private static String[] texts(String... texts) {
    return texts;
  }

  private void commands(Jedis jedis) throws Exception {
    run(jedis, "flushAll");
    run(jedis, "set", SECRET, SECRET);
    run(jedis, "get", SECRET);
    run(jedis, "get", "none");
    looked("GET", 1, 1);
    run(jedis, "mget", (Object) texts(SECRET, "none"));
    looked("MGET", 1, 1);
    run(jedis, "exists", (Object) texts(SECRET, "none", "nor this"));
    looked("EXISTS", 1, 2);
    run(jedis, "hset", "hash", "field", SECRET);
    run(jedis, "hgetAll", "hash");
    run(jedis, "hgetAll", "none");
    looked("HGETALL", 1, 1);
    run(jedis, "lpush", "list", texts(SECRET));
    run(jedis, "blpop", 1, texts("list"));
    jedis.disconnect();
    run(jedis, "get", SECRET);
    looked("GET", 1, 0);
  }

  private void pipelines(Jedis jedis) throws Exception {
    Object five = call(jedis, "pipelined");
    for (int i = 0; i < 5; i++) {
      call(five, "set", SECRET + i, SECRET);
    }
    call(five, "sync");
    count("PIPELINE");
    Object one = call(jedis, "pipelined");
    call(one, "get", SECRET);
    call(one, "sync");
    count("GET");
    looked("GET", 1, 0);
    Object transaction = call(jedis, "pipelined");
    call(transaction, "get", SECRET);
    call(transaction, "multi");
    call(transaction, "get", "none");
    call(transaction, "get", SECRET);
    call(transaction, "exec");
    call(transaction, "sync");
    count("PIPELINE");
    looked("GET", 2, 1);
  }

  private void transactions(Jedis jedis) throws Exception {
    Object good = run(jedis, "multi");
    call(good, "set", SECRET, SECRET);
    call(good, "get", SECRET);
    call(good, "get", "none");
    queued("PIPELINE");
    run(good, "exec");
    looked("GET", 1, 1);
    Object dropped = run(jedis, "multi");
    call(dropped, "get", SECRET);
    queued("GET");
    run(dropped, "discard");
    Object bad = run(jedis, "multi");
    call(bad, "lpush", SECRET, texts(SECRET));
    queued("LPUSH");
    Object replies = call(bad, "exec");
    counts.merge("EXEC error", 1, Integer::sum);
    if (!(((List<?>) replies).get(0) instanceof JedisException)) {
      throw new IllegalStateException(replies.toString());
    }
    run(jedis, "get", SECRET);
    looked("GET", 1, 0);
  }

  /** Part of MULTI if sent with it, and otherwise a call that Redis answers by "QUEUED". */
  private void queued(String call) {
    if (!TWO) {
      count(call);
    }
  }

  private void errors(Jedis jedis) throws Exception {
    fail(jedis, "lpush", SECRET, texts(SECRET));
    fail(jedis, "evalsha", "0123456789012345678901234567890123456789");
    fail(new Jedis(HOST, 1), "get", SECRET);
    // This Redis has no password.
    Jedis locked = new Jedis(HOST, port);
    fail(locked, "auth", SECRET);
    locked.disconnect();
    // Sends AUTH again, to be connected.
    fail(locked, "get", SECRET);
    locked.close();
  }

  private void pool() throws Exception {
    try (JedisPool pool = new JedisPool(HOST, port)) {
      for (int i = 0; i < 3; i++) {
        try (Jedis jedis = pool.getResource()) {
          run(jedis, "get", SECRET);
          looked("GET", 1, 0);
        }
      }
    }
    if (TWO) {
      count("QUIT");
    }
  }

  private void messages() throws Exception {
    JedisPubSub messages =
        new JedisPubSub() {
          @Override
          public void onMessage(String channel, String message) {
            unsubscribe();
          }
        };
    Thread subscriber =
        new Thread(
            () -> {
              try (Jedis jedis = new Jedis(HOST, port)) {
                jedis.subscribe(messages, "channel" + SECRET);
                count("SUBSCRIBE");
                count("UNSUBSCRIBE");
                jedis.get(SECRET);
                count("GET");
              }
            });
    subscriber.start();
    try (Jedis jedis = new Jedis(HOST, port)) {
      while (!messages.isSubscribed()) {
        Thread.onSpinWait();
      }
      run(jedis, "blpop", 1, texts("empty"));
      run(jedis, "publish", "channel" + SECRET, SECRET);
    }
    subscriber.join();
    looked("GET", 1, 0);
  }
}
