package io.sidelight.inst.lettuce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.lettuce.ClusterApp;
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
import org.junit.jupiter.params.provider.CsvSource;

/** A cluster of three masters, and a master with its replica and sentinel. */
class LettuceClusterIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Path MODULE = AgentJar.repository().resolve("instrumentations/lettuce");

  @ParameterizedTest
  @CsvSource({
    "lettuce-5.0,netty-4.1,reactor-3.3",
    "lettuce-5.3,netty-4.1,reactor-3.3",
    "lettuce-7.7,netty-4.2,reactor-3.8"
  })
  void countsAClustersCommandsOnce(String version, String netty, String reactor)
      throws IOException {
    try (RedisCluster cluster = RedisCluster.start();
        OtlpSink sink = OtlpSink.start();
        AppProcess app =
            app(version, netty, reactor, "cluster", cluster.nodes().get(0).port(), sink)) {
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
  @CsvSource({
    "lettuce-5.0,netty-4.1,reactor-3.3,sentinel",
    "lettuce-5.3,netty-4.1,reactor-3.3,sentinel",
    "lettuce-7.7,netty-4.2,reactor-3.8,sentinel",
    "lettuce-5.0,netty-4.1,reactor-3.3,replicas",
    "lettuce-5.3,netty-4.1,reactor-3.3,replicas"
  })
  void countsCommandsToTheMasterThatASentinelNames(
      String version, String netty, String reactor, String what) throws IOException {
    try (RedisSentinel three = RedisSentinel.start();
        OtlpSink sink = OtlpSink.start();
        AppProcess app = app(version, netty, reactor, what, three.sentinel().port(), sink)) {
      app.awaitLine("^(done|Exception in thread.*)$", LIMIT);
      assertTrue(app.lines().contains("done"), app.toString());
      Exposition page = app.scrape();

      assertEquals(30, page.value("redis_commands_total", "command", "GET", "status", "success"));
      assertEquals(30, three.master().calls("get"));
      assertEquals(0, page.sum("sidelight_advice_errors_total"), page.text());
      for (OtlpSpan span : sink.awaitSpans(span -> span.name().equals("GET"), 30)) {
        assertEquals(three.master().port(), (long) span.number("server.port"));
      }
    }
  }

  private static AppProcess app(
      String version, String netty, String reactor, String what, int port, OtlpSink sink) {
    AppProcessBuilder builder =
        AppProcess.builder()
            .classPathOf(ClusterApp.class)
            .classPath(Libraries.dir(MODULE, version))
            .classPath(Libraries.dir(MODULE, netty))
            .classPath(Libraries.dir(MODULE, reactor))
            .classPath(Libraries.dir(MODULE, "common"))
            .jvmArgs("-Xmx256m")
            .main(ClusterApp.class)
            .args(what, String.valueOf(port));
    return builder.otlp(sink).start();
  }
}
