package io.sidelight.inst.lettuce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.example.lettuce.ClusterApp;
import io.sidelight.servers.RedisCluster;
import io.sidelight.servers.RedisSentinel;
import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.Libraries;
import io.sidelight.test.OtlpSink;
import io.sidelight.test.RedisCounts;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cluster of three masters, and a master with its replica and sentinel. */
class LettuceClusterIT {
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
      assertEquals(RedisCounts.ofCluster(), RedisCounts.ofCluster(cluster, app, sink));
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
      assertEquals(RedisCounts.ofSentinel(three), RedisCounts.ofSentinel(three, app, sink));
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
