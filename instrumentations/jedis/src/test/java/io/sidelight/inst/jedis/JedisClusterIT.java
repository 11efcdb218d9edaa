package io.sidelight.inst.jedis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.example.redis.ClusterApp;
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
import org.junit.jupiter.params.provider.ValueSource;

/** A cluster of three masters, and a master with its replica and sentinel. */
class JedisClusterIT {
  private static final Path MODULE = AgentJar.repository().resolve("instrumentations/jedis");

  @ParameterizedTest
  @ValueSource(strings = {"jedis-2.9", "jedis-3.10", "jedis-5.2", "jedis-7.1"})
  void countsAClustersCommandsOnce(String version) throws IOException {
    try (RedisCluster cluster = RedisCluster.start();
        OtlpSink sink = OtlpSink.start();
        AppProcess app = app(version, "cluster", cluster.nodes().get(0).port(), sink)) {
      assertEquals(RedisCounts.ofCluster(), RedisCounts.ofCluster(cluster, app, sink));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jedis-2.9", "jedis-3.10", "jedis-5.2", "jedis-7.1"})
  void countsCommandsToTheMasterThatASentinelNames(String version) throws IOException {
    try (RedisSentinel three = RedisSentinel.start();
        OtlpSink sink = OtlpSink.start();
        AppProcess app = app(version, "sentinel", three.sentinel().port(), sink)) {
      assertEquals(RedisCounts.ofSentinel(three), RedisCounts.ofSentinel(three, app, sink));
    }
  }

  private static AppProcess app(String version, String what, int port, OtlpSink sink) {
    AppProcessBuilder builder =
        AppProcess.builder()
            .classPathOf(ClusterApp.class)
            .classPath(Libraries.dir(MODULE, version))
            .classPath(Libraries.dir(MODULE, "common"))
            .jvmArgs("-Xmx256m")
            .main(ClusterApp.class)
            .args(what, String.valueOf(port));
    return builder.otlp(sink).start();
  }
}
