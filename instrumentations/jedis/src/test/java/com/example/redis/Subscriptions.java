package com.example.redis;

import static com.example.redis.RedisApp.HOST;
import static com.example.redis.RedisApp.SECRET;

import java.lang.reflect.Method;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;

/** Subscribes twice, gets one message, and unsubscribes. */
final class Subscriptions {
  private final int port;
  private final Consumer<String[]> count;

  Subscriptions(int port, Consumer<String[]> count) {
    this.port = port;
    this.count = count;
  }

  /** While the subscriber waits, and after it, its connection counts as any other. */
  void run() throws Exception {
    CountDownLatch subscribed = new CountDownLatch(2);
    JedisPubSub messages =
        new JedisPubSub() {
          @Override
          public void onSubscribe(String channel, int channels) {
            subscribed.countDown();
          }

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
                count.accept(new String[] {"SUBSCRIBE", "UNSUBSCRIBE"});
                jedis.ping();
                jedis.get(SECRET);
                jedis.dbSize();
                count.accept(new String[] {"PING", "GET", "DBSIZE"});
              }
            });
    subscriber.start();
    try (Jedis jedis = new Jedis(HOST, port)) {
      while (!messages.isSubscribed()) {
        Thread.onSpinWait();
      }
      subscribe(messages, "second" + SECRET);
      count.accept(new String[] {"SUBSCRIBE"});
      subscribed.await();
      // Nothing comes for a second.
      jedis.blpop(1, "empty" + SECRET);
      jedis.publish("channel" + SECRET, SECRET);
      count.accept(new String[] {"BLPOP", "PUBLISH"});
    }
    subscriber.join();
  }

  /** The method has another type of parameter in Jedis 4. */
  private static void subscribe(JedisPubSub messages, String channel) throws Exception {
    for (Method method : JedisPubSub.class.getMethods()) {
      boolean bridge = method.isBridge() || method.isSynthetic();
      if (method.getName().equals("subscribe") && method.getParameterCount() == 1 && !bridge) {
        method.invoke(messages, (Object) new String[] {channel});
        return;
      }
    }
    throw new NoSuchMethodException("subscribe");
  }
}
