package io.sidelight.inst.redisson;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.example.redisson.RedissonApp;
import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.Await;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of command, single and in batches, on old and new versions. */
class RedissonIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Path MODULE = AgentJar.repository().resolve("instrumentations/redisson");

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
  @ValueSource(strings = {"redisson-3.12", "redisson-3.17", "redisson-3.50", "redisson-4.6"})
  void countsEachCommandOnce(String version) {
    AppProcessBuilder builder = app(version, "everything");
    builder.env("SIDELIGHT_REDIS_KEY_TEMPLATES", "hush{id}");
    try (OtlpSink sink = OtlpSink.start();
        AppProcess app = builder.otlp(sink).start()) {
      Map<String, Integer> expected = RedisCounts.told(app);
      Exposition page = app.scrape();
      Map<String, Integer> counted = RedisCounts.commands(page);
      int total = counted.values().stream().mapToInt(Integer::intValue).sum();
      List<OtlpSpan> spans = sink.awaitSpans(span -> span.kind().equals("CLIENT"), total);
      List<String> messages =
          sink.awaitSpans(span -> span.kind().equals("CONSUMER"), 3).stream()
              .map(OtlpSpan::spanId)
              .toList();

      assertEquals(3, page.value("messaging_messages_total", "system", "redis"));
      assertEquals(3, spans.stream().filter(s -> messages.contains(s.parentId())).count());
      counted.putAll(RedisCounts.found(page));

      assertEquals(expected, counted);
      assertEquals(
          7,
          page.value("redis_key_requests_total", "key", "hush{id}", "result", "hit"),
          page.text());
      assertEquals(
          4,
          page.value("redis_key_requests_total", "key", "hush{id}", "result", "miss"),
          page.text());
      assertEquals(total, spans.size());
      assertFalse(page.text().contains(RedissonApp.SECRET));
      assertEquals(0, page.sum("sidelight_advice_errors_total"), page.text());
      assertEquals(2, page.sum("redis_blocking_command_duration_seconds_count"), page.text());
      spans.forEach(RedissonIT::check);
      assertEquals(
          new TreeSet<>(
              List.of(
                  "EVALSHA NOSCRIPT NOSCRIPT",
                  "PIPELINE WRONGTYPE WRONGTYPE",
                  "RPUSH WRONGTYPE WRONGTYPE")),
          RedisCounts.failures(spans));
    }
  }

  private static void check(OtlpSpan span) {
    String all = span.proto().toString();
    assertAll(
        all,
        () -> assertEquals("CLIENT", span.kind()),
        () -> assertEquals("redis", span.string("db.system.name")),
        () -> assertEquals(span.name(), span.string("db.operation.name")),
        () -> assertEquals("localhost", span.string("server.address")),
        () -> assertEquals(redis.port(), (long) span.number("server.port")),
        () ->
            assertEquals(
                span.name().equals("PIPELINE"), span.number("db.operation.batch.size") != null),
        () -> assertEquals(span.isError() ? 1 : 0, span.events("exception").size()),
        () -> assertFalse(all.contains(RedissonApp.SECRET)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"redisson-3.12", "redisson-4.6"})
  void counts10000CommandsOf8Threads(String version) {
    int get = redis.calls("get");
    int eval = redis.calls("eval");
    int hset = redis.calls("hset");
    AppProcessBuilder untraced = app(version, "load").env("OTEL_TRACES_EXPORTER", "none");
    try (AppProcess app = untraced.start()) {
      Map<String, Integer> expected = RedisCounts.told(app);
      // The one who waits for a reply is told a moment before.
      Await.until("all counted", LIMIT, () -> expected.equals(RedisCounts.commands(app.scrape())));
      assertEquals(10_000, expected.get("GET success"));
      // Redisson 4 tries a script at its start, which gets two keys.
      assertEquals(10_000 + 2 * (redis.calls("eval") - eval), redis.calls("get") - get);
      assertEquals(expected.get("HSET success"), redis.calls("hset") - hset);
    }
  }

  private static AppProcessBuilder app(String version, String what) {
    return AppProcess.builder()
        .classPathOf(RedissonApp.class)
        .classPath(Libraries.dir(MODULE, version))
        .jvmArgs("-Xmx256m")
        .main(RedissonApp.class)
        .args(String.valueOf(redis.port()), what);
  }
}
