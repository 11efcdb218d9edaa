package io.sidelight.shop;

import io.sidelight.servers.PostgresServer;
import io.sidelight.servers.RedisServer;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/**
 * The two servers the shop needs, started together.
 *
 * <p>As a program it prints {@code DATABASE_URL=…} and {@code REDIS_URL=…} and runs until it is
 * told to end, so that several runs of the shop can use the same servers.
 */
public final class Databases implements AutoCloseable {
  private final PostgresServer postgres;
  private final RedisServer redis;

  private Databases(PostgresServer postgres, RedisServer redis) {
    this.postgres = postgres;
    this.redis = redis;
  }

  /** Starts both; returns when both answer. */
  public static Databases start() throws IOException {
    PostgresServer postgres = PostgresServer.start();
    try {
      return new Databases(postgres, RedisServer.start());
    } catch (IOException | RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  public String databaseUrl() {
    return postgres.jdbcUrl() + "?user=" + postgres.user();
  }

  public String redisUrl() {
    return redis.uri().toString();
  }

  @Override
  public void close() throws IOException {
    try {
      redis.close();
    } finally {
      postgres.close();
    }
  }

  public static void main(String[] arguments) throws InterruptedException {
    Lifetime lifetime = new Lifetime("databases");
    lifetime.run(
        running -> {
          Databases databases = running.add(start());
          System.out.println("DATABASE_URL=" + databases.databaseUrl());
          System.out.println("REDIS_URL=" + databases.redisUrl());
        });
    new CountDownLatch(1).await();
  }
}
