package io.sidelight.inst.redisson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.redisson.ClusterApp;
import io.sidelight.servers.RedisCluster;
import io.sidelight.servers.RedisSentinel;
import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.Exposition;
import io.sidelight.test.Libraries;
import io.sidelight.test.OtlpSink;
import io.sidelight.test.OtlpSpan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cluster of three masters, and a master with its replica and sentinel. */
class RedissonClusterIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Path MODULE = AgentJar.repository().resolve("instrumentations/redisson");

  @ParameterizedTest
  @ValueSource(strings = {"redisson-3.12", "redisson-4.6"})
  void countsAClustersCommandsOnce(String version) throws IOException {
    try (RedisCluster cluster = RedisCluster.start();
        OtlpSink sink = OtlpSink.start();
        AppProcess app = app(version, "cluster", cluster.nodes().get(0).port(), sink)) {
      app.awaitLine("^(done|Exception in thread.*)$", LIMIT);
      assertTrue(app.lines().contains("done"), app.toString());
      Exposition page = app.scrape();

      for (String command : List.of("GET", "SET")) {
        int count = command.equals("GET") ? 60 : 30;
        assertEquals(
            count,
            page.value("redis_commands_total", "command", command, "status", "success"),
            page.text());
        assertEquals(count, cluster.calls(command.toLowerCase(Locale.ROOT)));
      }
      assertEquals(30, page.value("redis_cache_requests_total", "command", "GET", "result", "hit"));
      assertEquals(
          30, page.value("redis_cache_requests_total", "command", "GET", "result", "miss"));
      assertEquals(0, page.sum("sidelight_advice_errors_total"), page.text());
      Set<Long> ports = new TreeSet<>();
      for (OtlpSpan span : sink.awaitSpans(span -> span.name().equals("GET"), 60)) {
        ports.add(span.number("server.port"));
      }
      assertEquals(3, ports.size(), ports::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"redisson-3.12", "redisson-4.6"})
  void countsCommandsToTheMasterThatASentinelNames(String version) throws IOException {
    try (RedisSentinel three = RedisSentinel.start();
        OtlpSink sink = OtlpSink.start();
        AppProcess app = app(version, "sentinel", three.sentinel().port(), sink)) {
      app.awaitLine("^(done|Exception in thread.*)$", LIMIT);
      assertTrue(app.lines().contains("done"), app.toString());
      Exposition page = app.scrape();

      assertEquals(30, page.value("redis_commands_total", "command", "GET", "status", "success"));
      // Redisson 4 tries a script at its start, which gets two keys.
      assertEquals(30 + 2 * three.master().calls("eval"), three.master().calls("get"));
      assertEquals(0, page.sum("sidelight_advice_errors_total"), page.text());
      for (OtlpSpan span : sink.awaitSpans(span -> span.name().equals("GET"), 30)) {
        assertEquals(three.master().port(), (long) span.number("server.port"));
      }
    }
  }

  private static AppProcess app(String version, String what, int port, OtlpSink sink) {
    AppProcessBuilder builder =
        AppProcess.builder()
            .classPathOf(ClusterApp.class)
            .classPath(Libraries.dir(MODULE, version))
            .jvmArgs("-Xmx256m")
            .main(ClusterApp.class)
            .args(what, String.valueOf(port));
    return builder.otlp(sink).start();
  }
}
