package com.example.cache;

import java.util.Arrays;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Uses Redis through Spring's templates. Arguments: {@code lettuce} or {@code jedis}, port. */
public final class Templates {
  private Templates() {}

  static LettuceConnectionFactory lettuce(int port) {
    LettuceConnectionFactory factory =
        new LettuceConnectionFactory(new RedisStandaloneConfiguration("localhost", port));
    start(factory);
    return factory;
  }

  private static JedisConnectionFactory jedis(int port) {
    JedisConnectionFactory factory =
        new JedisConnectionFactory(new RedisStandaloneConfiguration("localhost", port));
    start(factory);
    return factory;
  }

  /** As the container does it; a factory has no such method before Spring Data Redis 3.2. */
  private static void start(RedisConnectionFactory factory) {
    try {
      factory.getClass().getMethod("afterPropertiesSet").invoke(factory);
      factory.getClass().getMethod("start").invoke(factory);
    } catch (NoSuchMethodException e) {
      return;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[1]);
    boolean isLettuce = args[0].equals("lettuce");
    StringRedisTemplate redis = new StringRedisTemplate(isLettuce ? lettuce(port) : jedis(port));
    redis.opsForValue().set("key", "value");
    redis.opsForValue().get("key");
    redis.opsForValue().get("none");
    redis.opsForValue().multiGet(Arrays.asList("key", "none"));
    redis.opsForHash().put("hash", "field", "value");
    redis.opsForHash().get("hash", "field");
    redis.hasKey("none");
    redis.opsForValue().increment("n");
    if (isLettuce) {
      ReactiveStringRedisTemplate reactive = new ReactiveStringRedisTemplate(lettuce(port));
      reactive.opsForValue().get("key").block();
      reactive.opsForValue().multiGet(Arrays.asList("key", "none")).block();
    }
    System.out.println("done");
    System.in.read();
  }
}
