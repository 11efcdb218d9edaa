package com.example.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Arrays;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.jcache.JCacheCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.cache.RedisCacheManager;

/** Asks each cached method three times for two things. Arguments: kind of cache, port of Redis. */
public final class CacheApp {
  private CacheApp() {}

  /** Over the cache that the arguments name. */
  @Configuration
  @EnableCaching
  public static class Application {
    static CacheManager caches = new ConcurrentMapCacheManager();

    /** Has all caches. */
    @Bean
    public CacheManager cacheManager() {
      return caches;
    }

    /** Is cached. */
    @Bean
    public Books books() {
      return new Books();
    }
  }

  /** Loaded only where there are such classes. */
  private static final class Others {
    static CacheManager of(String kind, int port) {
      if (kind.equals("caffeine")) {
        CaffeineCacheManager caffeine = new CaffeineCacheManager();
        caffeine.setCaffeine(Caffeine.newBuilder().maximumSize(10));
        return caffeine;
      }
      if (kind.equals("ehcache")) {
        javax.cache.CacheManager ehcache = Caching.getCachingProvider().getCacheManager();
        ehcache.createCache("books", new MutableConfiguration<>());
        ehcache.createCache("authors", new MutableConfiguration<>());
        return new JCacheCacheManager(ehcache);
      }
      return RedisCacheManager.create(Templates.lettuce(port));
    }
  }

  public static void main(String[] args) throws Exception {
    if (!args[0].equals("map")) {
      Application.caches = Others.of(args[0], Integer.parseInt(args[1]));
    }
    try (AnnotationConfigApplicationContext context =
        new AnnotationConfigApplicationContext(Application.class)) {
      Books books = context.getBean(Books.class);
      for (String isbn : Arrays.asList("1", "1", "2")) {
        books.title(isbn);
        books.author(isbn);
        if (args[0].equals("map")) {
          books.price(isbn).get();
          books.stock(isbn).get();
        }
      }
      System.out.println("asked " + books.asked());
      System.out.println("done");
      System.in.read();
    }
  }
}
