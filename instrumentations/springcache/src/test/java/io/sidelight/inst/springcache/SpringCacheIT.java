package io.sidelight.inst.springcache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.cache.CacheApp;
import com.example.cache.Templates;
import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.Await;
import io.sidelight.test.Embedded;
import io.sidelight.test.Exposition;
import io.sidelight.test.Libraries;
import io.sidelight.test.RedisServer;
import io.sidelight.test.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spring's cache abstraction over what it stands before, and Spring's templates for Redis. */
class SpringCacheIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Path MODULE = AgentJar.repository().resolve("instrumentations/springcache");

  private static RedisServer redis;

  @BeforeAll
  static void start() {
    redis = Embedded.redis();
  }

  @AfterAll
  static void stop() throws IOException {
    redis.close();
  }

  @ParameterizedTest
  @CsvSource({
    "cache-spring-4.1,map",
    "cache-boot-2.7,map",
    "cache-boot-2.7,caffeine",
    "cache-boot-2.7,ehcache",
    "cache-boot-4.1,map",
    "cache-boot-4.1,caffeine",
    "cache-boot-4.1,ehcache",
    "cache-boot-4.1,redis"
  })
  void tellsHitsFromMisses(String version, String kind) {
    try (AppProcess app = app(version, CacheApp.class, kind)) {
      List<String> caches =
          kind.equals("map")
              ? List.of("books", "authors", "prices", "stocks")
              : List.of("books", "authors");
      assertTrue(app.lines().contains("asked " + 2 * caches.size()), app.toString());
      // What is told later may be told a moment after the application has it.
      Exposition page =
          Await.until(
              "all look-ups",
              LIMIT,
              app::scrape,
              now -> now.sum("cache_requests_total") == 3 * caches.size());
      for (String cache : caches) {
        assertEquals(1, looked(page, cache, "hit"), page.text());
        assertEquals(2, looked(page, cache, "miss"), page.text());
      }
      assertEquals(0, page.sum("sidelight_advice_errors_total"), page.text());
      if (kind.equals("redis")) {
        assertEquals(3 * caches.size(), page.sum("redis_cache_requests_total", "command", "GET"));
      }
    }
  }

  private static double looked(Exposition page, String cache, String result) {
    return page.value("cache_requests_total", "cache", cache, "result", result);
  }

  @ParameterizedTest
  @CsvSource({
    "cache-boot-2.7,lettuce",
    "cache-boot-2.7,jedis",
    "cache-boot-4.1,lettuce",
    "cache-boot-4.1,jedis"
  })
  void countsCommandsOfTemplatesOnce(String version, String client) {
    try (AppProcess app = app(version, Templates.class, client)) {
      Exposition page = app.scrape();
      Map<String, Integer> counts = new TreeMap<>();
      for (Sample sample : page.series("redis_commands_total")) {
        assertEquals("success", sample.labels().get("status"));
        counts.put(sample.labels().get("command"), (int) sample.value());
      }
      // Jedis opens a connection by a command of its own.
      counts.remove("CONNECT");
      boolean isLettuce = client.equals("lettuce");
      assertEquals(
          new TreeMap<>(
              Map.of(
                  "SET", 1,
                  "GET", isLettuce ? 3 : 2,
                  "MGET", isLettuce ? 2 : 1,
                  "HSET", 1,
                  "HGET", 1,
                  "EXISTS", 1,
                  "INCR", 1)),
          counts);
      assertEquals(
          isLettuce ? 2 : 1,
          page.value("redis_cache_requests_total", "command", "MGET", "result", "miss"));
      assertEquals(0, page.sum("sidelight_advice_errors_total"), page.text());
    }
  }

  private static AppProcess app(String version, Class<?> main, String kind) {
    AppProcessBuilder builder =
        AppProcess.builder()
            .classPathOf(main)
            .classPath(Libraries.dir(MODULE, version))
            .jvmArgs("-Xmx256m", "--add-opens=java.base/java.lang=ALL-UNNAMED")
            .main(main)
            .args(kind, String.valueOf(redis.port()));
    AppProcess app = builder.env("OTEL_TRACES_EXPORTER", "none").start();
    app.awaitLine("^(done|Exception in thread.*)$", LIMIT);
    assertTrue(app.lines().contains("done"), app.toString());
    return app;
  }
}
