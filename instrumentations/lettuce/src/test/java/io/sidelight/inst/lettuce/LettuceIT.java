package io.sidelight.inst.lettuce;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.lettuce.LettuceApp;
import com.example.lettuce.PooledApp;
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
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of command, however it is awaited, on old and new versions. */
class LettuceIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Path MODULE = AgentJar.repository().resolve("instrumentations/lettuce");

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
    "lettuce-5.0,netty-4.1,reactor-3.3",
    "lettuce-5.3,netty-4.1,reactor-3.3",
    "lettuce-6.0,netty-4.1,reactor-3.3",
    "lettuce-6.8,netty-4.1,reactor-3.8",
    "lettuce-7.7,netty-4.2,reactor-3.8"
  })
  void countsEachCommandOnce(String version, String netty, String reactor) {
    try (OtlpSink sink = OtlpSink.start();
        AppProcess app = app(version, netty, reactor, "everything").otlp(sink).start()) {
      Map<String, Integer> expected = RedisCounts.told(app);
      Exposition page = app.scrape();
      int total = expected.values().stream().mapToInt(Integer::intValue).sum();
      List<OtlpSpan> spans = sink.awaitSpans(span -> span.kind().equals("CLIENT"), total);
      List<String> messages =
          sink.awaitSpans(span -> span.kind().equals("CONSUMER"), 3).stream()
              .map(OtlpSpan::spanId)
              .toList();

      assertEquals(3, page.value("messaging_messages_total", "system", "redis"));
      assertEquals(3, spans.stream().filter(s -> messages.contains(s.parentId())).count());

      assertEquals(expected, RedisCounts.commands(page));
      assertEquals(total, spans.size());
      assertFalse(page.text().contains(LettuceApp.SECRET));
      assertEquals(0, page.sum("sidelight_advice_errors_total"), page.text());
      spans.forEach(LettuceIT::check);
      assertEquals(errors(), RedisCounts.failures(spans));
      assertEquals(
          // BLPOP that gets something, that times out, that is cancelled; one of two XREAD.
          4, page.sum("redis_blocking_command_duration_seconds_count"), page.text());
    }
  }

  @ParameterizedTest
  @CsvSource({"lettuce-5.0,netty-4.1,reactor-3.3", "lettuce-7.7,netty-4.2,reactor-3.8"})
  void tellsOfItsPool(String version, String netty, String reactor) {
    try (AppProcess app = app(version, netty, reactor, "").main(PooledApp.class).start()) {
      app.awaitLine("^done$", LIMIT);
      Exposition page = app.scrape();

      assertEquals(1, page.value("redis_connection_pool", "pool", "lettuce-1", "state", "active"));
      assertEquals(1, page.value("redis_connection_pool", "pool", "lettuce-1", "state", "idle"));
      assertEquals(0, page.value("redis_connection_pool", "pool", "lettuce-1", "state", "waiting"));
      assertEquals(2, page.value("redis_connection_pool_max", "pool", "lettuce-1"));
      assertEquals(4, page.sum("redis_connection_wait_seconds_count"));
      assertEquals(2, page.sum("redis_connection_use_seconds_count"));
      assertEquals(2, page.sum("redis_connection_create_seconds_count"));
      assertEquals(1, page.sum("redis_connection_timeouts_total"));
      assertEquals(0, page.sum("sidelight_advice_errors_total"), page.text());
    }
  }

  private static void check(OtlpSpan span) {
    String all = span.proto().toString();
    boolean closed = "io.lettuce.core.RedisException".equals(span.string("error.type"));
    assertAll(
        all,
        () -> assertEquals("CLIENT", span.kind()),
        () -> assertEquals("redis", span.string("db.system.name")),
        () -> assertEquals(span.name(), span.string("db.operation.name")),
        () -> assertTrue(closed || "localhost".equals(span.string("server.address"))),
        () -> assertTrue(closed || span.number("server.port") == redis.port()),
        () -> assertEquals(span.isError(), span.string("error.type") != null),
        () -> assertFalse(all.contains(LettuceApp.SECRET)));
  }

  private static TreeSet<String> errors() {
    return new TreeSet<>(
        List.of(
            "BLPOP cancelled null",
            "BLPOP timeout null",
            "EVALSHA NOSCRIPT NOSCRIPT",
            "EXEC WRONGTYPE WRONGTYPE",
            "GET io.lettuce.core.RedisException null",
            "LPUSH WRONGTYPE WRONGTYPE",
            "OTHER ERR ERR",
            "SIDELIGHT.NOPE ERR ERR"));
  }

  @ParameterizedTest
  @CsvSource({
    "lettuce-5.0,netty-4.1,reactor-3.3",
    "lettuce-5.3,netty-4.1,reactor-3.3",
    "lettuce-6.0,netty-4.1,reactor-3.3",
    "lettuce-6.8,netty-4.1,reactor-3.8",
    "lettuce-7.7,netty-4.2,reactor-3.8"
  })
  void tellsHitsFromMisses(String version, String netty, String reactor) {
    AppProcessBuilder builder = untraced(app(version, netty, reactor, "lookups"));
    builder.env("SIDELIGHT_REDIS_KEY_TEMPLATES", "hash,k{id}");
    try (AppProcess app = builder.start()) {
      Map<String, Integer> expected = RedisCounts.told(app);
      Exposition page = app.scrape();

      assertEquals(expected, RedisCounts.found(page));
      assertEquals(
          13, page.value("redis_key_requests_total", "key", "k{id}", "result", "hit"), page.text());
      assertEquals(
          7, page.value("redis_key_requests_total", "key", "k{id}", "result", "miss"), page.text());
      assertEquals(0, page.sum("sidelight_advice_errors_total"), page.text());
    }
  }

  @ParameterizedTest
  @CsvSource({"lettuce-5.0,netty-4.1,reactor-3.3", "lettuce-7.7,netty-4.2,reactor-3.8"})
  void counts10000CommandsOf8Threads(String version, String netty, String reactor) {
    int get = redis.calls("get");
    int hset = redis.calls("hset");
    try (AppProcess app = untraced(app(version, netty, reactor, "load")).start()) {
      Map<String, Integer> expected = RedisCounts.told(app);
      Map<String, Integer> counted = RedisCounts.commands(app.scrape());

      assertEquals(10_000, expected.get("GET success"));
      assertEquals(expected, counted);
      assertEquals(counted.get("GET success"), redis.calls("get") - get);
      assertEquals(counted.get("HSET success"), redis.calls("hset") - hset);
    }
  }

  private static AppProcessBuilder untraced(AppProcessBuilder app) {
    return app.env("OTEL_TRACES_EXPORTER", "none");
  }

  private static AppProcessBuilder app(String version, String netty, String reactor, String what) {
    return AppProcess.builder()
        .classPathOf(LettuceApp.class)
        .classPath(Libraries.dir(MODULE, version))
        .classPath(Libraries.dir(MODULE, netty))
        .classPath(Libraries.dir(MODULE, reactor))
        .classPath(Libraries.dir(MODULE, "common"))
        .jvmArgs("-Xmx256m")
        .main(LettuceApp.class)
        .args(String.valueOf(redis.port()), what);
  }
}
