package io.sidelight.inst.jedis;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.redis.OldApp;
import com.example.redis.PooledApp;
import com.example.redis.RedisApp;
import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.Embedded;
import io.sidelight.test.Exposition;
import io.sidelight.test.Libraries;
import io.sidelight.test.OtlpSink;
import io.sidelight.test.OtlpSpan;
import io.sidelight.test.RedisCounts;
import io.sidelight.test.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of command, on every version that has the connection this hooks. */
class JedisIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Path MODULE = AgentJar.repository().resolve("instrumentations/jedis");
  private static final String REFUSED = "redis.clients.jedis.exceptions.JedisConnectionException";

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
  @ValueSource(strings = {"jedis-4.4", "jedis-5.0", "jedis-5.2", "jedis-6.2", "jedis-7.1"})
  void countsEachCommandOnce(String version) {
    try (OtlpSink sink = OtlpSink.start();
        AppProcess app = app(version, "everything").otlp(sink).start()) {
      Map<String, Integer> expected = RedisCounts.told(app);
      Exposition page = app.scrape();
      int total = expected.values().stream().mapToInt(Integer::intValue).sum();
      List<OtlpSpan> spans = sink.awaitSpans(span -> span.kind().equals("CLIENT"), total);
      OtlpSpan message = sink.awaitSpans(span -> span.kind().equals("CONSUMER"), 1).get(0);

      assertEquals(1, page.value("messaging_messages_total", "system", "redis"));
      assertEquals("process redis", message.name());
      assertEquals(
          message.spanId(),
          spans.stream().filter(s -> s.name().equals("UNSUBSCRIBE")).findFirst().get().parentId());
      assertEquals(expected, RedisCounts.commands(page));
      assertEquals(total, spans.size());
      assertFalse(page.text().contains(RedisApp.SECRET));
      assertEquals(0, page.sum("sidelight_advice_errors_total"), page.text());
      for (OtlpSpan span : spans) {
        check(span);
      }
      assertEquals(List.of("MULTI 3", "PIPELINE 2", "PIPELINE 5"), batches(spans));
      assertEquals(errors(), RedisCounts.failures(spans));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jedis-4.4", "jedis-5.0", "jedis-5.2", "jedis-6.2", "jedis-7.1"})
  void tellsHitsFromMisses(String version) {
    AppProcessBuilder builder = app(version, "lookups").env("OTEL_TRACES_EXPORTER", "none");
    builder.env("SIDELIGHT_REDIS_KEY_TEMPLATES", "none,key{id}");
    try (AppProcess app = builder.start()) {
      Map<String, Integer> expected = RedisCounts.told(app);
      Exposition page = app.scrape();

      assertEquals(expected, RedisCounts.found(page));
      assertEquals(
          11,
          page.value("redis_key_requests_total", "key", "key{id}", "result", "hit"),
          page.text());
      assertEquals(
          3,
          page.value("redis_key_requests_total", "key", "key{id}", "result", "miss"),
          page.text());
      assertEquals(0, page.sum("sidelight_advice_errors_total"), page.text());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "jedis-2.9,MULTI 3 PIPELINE 5 PIPELINE 5",
    "jedis-3.10,PIPELINE 3 PIPELINE 5 PIPELINE 5"
  })
  void countsWhatOldVersionsDo(String version, String batches) {
    AppProcessBuilder builder = app(version, "");
    try (OtlpSink sink = OtlpSink.start();
        AppProcess app = builder.main(OldApp.class).otlp(sink).start()) {
      Map<String, Integer> expected = RedisCounts.told(app);
      Exposition page = app.scrape();
      Map<String, Integer> counted = RedisCounts.commands(page);
      int total = counted.values().stream().mapToInt(Integer::intValue).sum();
      List<OtlpSpan> spans = sink.awaitSpans(span -> span.kind().equals("CLIENT"), total);
      assertEquals(1, page.value("messaging_messages_total", "system", "redis"));
      counted.putAll(RedisCounts.found(page));

      assertEquals(expected, counted);
      assertEquals(total, spans.size());
      assertFalse(page.text().contains(RedisApp.SECRET));
      assertEquals(0, page.sum("sidelight_advice_errors_total"), page.text());
      assertEquals(2, page.sum("redis_blocking_command_duration_seconds_count"), page.text());
      assertEquals(batches, String.join(" ", batches(spans)));
      for (OtlpSpan span : spans) {
        boolean refused = REFUSED.equals(span.string("error.type"));
        assertEquals("localhost", span.string("server.address"), span.proto()::toString);
        assertEquals(refused ? 1L : redis.port(), span.number("server.port"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jedis-2.9", "jedis-3.10", "jedis-4.4", "jedis-6.2", "jedis-7.1"})
  void tellsOfItsPool(String version) {
    try (AppProcess app = app(version, "").main(PooledApp.class).start()) {
      app.awaitLine("^done$", LIMIT);
      Exposition page = app.scrape();

      assertEquals(
          1,
          page.value(
              "redis_connection_pool", "pool", "localhost:" + redis.port(), "state", "active"));
      assertEquals(
          1,
          page.value(
              "redis_connection_pool", "pool", "localhost:" + redis.port(), "state", "idle"));
      assertEquals(
          0,
          page.value(
              "redis_connection_pool", "pool", "localhost:" + redis.port(), "state", "waiting"));
      assertEquals(2, page.value("redis_connection_pool_max", "pool", "localhost:" + redis.port()));
      assertEquals(4, page.sum("redis_connection_wait_seconds_count"));
      assertEquals(2, page.sum("redis_connection_use_seconds_count"));
      assertEquals(2, page.sum("redis_connection_create_seconds_count"));
      assertEquals(1, page.sum("redis_connection_timeouts_total"));
      assertEquals(0, page.sum("sidelight_advice_errors_total"), page.text());
    }
  }

  private static void check(OtlpSpan span) {
    String all = span.proto().toString();
    boolean refused = REFUSED.equals(span.string("error.type"));
    assertAll(
        all,
        () -> assertEquals("CLIENT", span.kind()),
        () -> assertEquals("redis", span.string("db.system.name")),
        () -> assertEquals(span.name(), span.string("db.operation.name")),
        () -> assertEquals("localhost", span.string("server.address")),
        () -> assertEquals(!refused, span.number("server.port") == redis.port()),
        () -> assertEquals(span.isError(), span.string("error.type") != null),
        () -> assertEquals(span.isError() ? 1 : 0, span.events("exception").size()),
        () -> assertFalse(all.contains(RedisApp.SECRET)));
    if (span.name().endsWith("SUBSCRIBE") || span.name().equals("PING")) {
      // The subscriber waited for more than a second, but no command of its did.
      assertTrue(span.durationNanos() < 900_000_000L, all);
    }
  }

  private static List<String> batches(List<OtlpSpan> spans) {
    List<String> batches = new ArrayList<>();
    for (OtlpSpan span : spans) {
      Long size = span.number("db.operation.batch.size");
      if (size != null) {
        batches.add(span.name() + ' ' + size);
      }
    }
    batches.sort(null);
    return batches;
  }

  private static TreeSet<String> errors() {
    return new TreeSet<>(
        List.of(
            "CONNECT " + REFUSED + " null",
            "CONNECT ERR ERR",
            "EVALSHA NOSCRIPT NOSCRIPT",
            "EXEC WRONGTYPE WRONGTYPE",
            "GET " + REFUSED + " null",
            "LPUSH WRONGTYPE WRONGTYPE",
            "OTHER ERR ERR",
            "PING " + REFUSED + " null",
            "PIPELINE WRONGTYPE WRONGTYPE",
            "SIDELIGHT.NOPE ERR ERR"));
  }

  @Test
  void counts10000CommandsOf8Threads() {
    try (AppProcess app = app("jedis-5.2", "load").env("OTEL_TRACES_EXPORTER", "none").start()) {
      Map<String, Integer> expected = RedisCounts.told(app);
      Map<String, Integer> counted = RedisCounts.commands(app.scrape());

      assertEquals(10_000, expected.get("GET success"));
      // As many as the pool of eight found useful.
      assertTrue(counted.remove("CONNECT success") <= 8);
      assertEquals(expected, counted);
      assertEquals(counted.get("GET success"), redis.calls("get"));
      assertEquals(counted.get("SET success"), redis.calls("set"));
      assertEquals(counted.get("HSET success"), redis.calls("hset"));
    }
  }

  private static AppProcessBuilder app(String version, String what) {
    return AppProcess.builder()
        .classPathOf(RedisApp.class)
        .classPath(Libraries.dir(MODULE, version))
        .classPath(Libraries.dir(MODULE, "common"))
        .jvmArgs("-Xmx256m")
        .main(RedisApp.class)
        .args(String.valueOf(redis.port()), what);
  }
}
