package io.sidelight.core.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnknownSettingsTest {
  @TempDir Path folder;

  @Test
  void eachPlaceIsNamedAndMeantKeyIsSpelledAsThere() throws Exception {
    Path file = Files.writeString(folder.resolve("agent.properties"), "metrics.namign=otel");
    Configuration configuration =
        Given.folder(folder.toFile())
            .andArguments("metrics.prot=1")
            .andProperty("sidelight.metric.port", "1")
            .andVariable("SIDELIGHT_TRACE_ENDPOINT", "x")
            .configuration();

    assertEquals(
        List.of(
            "unknown setting 'metrics.prot' in the agent arguments; did you mean 'metrics.port'?",
            "unknown setting 'sidelight.metric.port' in the system properties; did you mean"
                + " 'sidelight.metrics.port'?",
            "unknown setting 'SIDELIGHT_TRACE_ENDPOINT' in the environment; did you mean"
                + " 'SIDELIGHT_TRACES_ENDPOINT'?",
            "unknown setting 'metrics.namign' in " + file + "; did you mean 'metrics.naming'?"),
        configuration.messages());
  }

  @Test
  void otherPeoplesNamesAreNoneOfOurs() {
    assertEquals(
        List.of(),
        Given.property("otel.unheard.of", "1")
            .andProperty("sidelighting", "1")
            .andProperty("user.sidelight.x", "1")
            .andVariable("OTEL_UNHEARD_OF", "1")
            .andVariable("SIDELIGHTS", "1")
            .configuration()
            .messages());
  }

  @Test
  void kubernetesServiceLinksAreNoSettings() {
    Configuration configuration =
        Given.variable("SIDELIGHT_SERVICE_HOST", "10.0.0.1")
            .andVariable("SIDELIGHT_SERVICE_PORT", "9464")
            .andVariable("SIDELIGHT_SERVICE_PORT_METRICS", "9464")
            .andVariable("SIDELIGHT_PORT", "tcp://10.0.0.1:9464")
            .andVariable("SIDELIGHT_PORT_9464_TCP", "tcp://10.0.0.1:9464")
            .andVariable("SIDELIGHT_PORT_9464_TCP_PROTO", "tcp")
            .andVariable("SIDELIGHT_PORT_9464_TCP_PORT", "9464")
            .andVariable("SIDELIGHT_PORT_9464_TCP_ADDR", "10.0.0.1")
            .andVariable("SIDELIGHT_METRICS_PORT", "tcp://10.0.0.2:9500")
            .configuration();

    assertEquals(List.of(), configuration.messages());
    assertEquals(9464, configuration.get(Options.METRICS_PORT));
  }

  @Test
  void addressInAForeignFormIsNoServiceLink() {
    Configuration configuration =
        Given.variable("SIDELIGHT_TRACES_ENDPOINT", "tcp://collector:4318").configuration();
    assertEquals(1, configuration.messages().size());
  }

  @Test
  void nearestOptionIsFoundInManySpellings() {
    assertNearest("metrics.port", "metrics.prot");
    assertNearest("metrics.port", "METRICS_PORT");
    assertNearest("metrics.port", "sidelight.metrics.port");
    assertNearest("metrics.port", "port");
    assertNearest("metrics.max-series", "metrics.max.series");
    assertNearest("metrics.max-series", "metrics.maxseries");
    assertNearest("service.name", "OTEL_SERVICE_NAME");
    assertNearest("service.name", "otel.service.name");
    assertNearest("traces.endpoint", "otel.exporter.otlp.endpoint");
    assertNearest("instrumentations.disabled", "instrumentation.disabled");
    assertNearest("enabled", "enable");
  }

  @Test
  void farNamesHaveNoNearestOption() {
    for (String name : List.of("", "x", "id", "colour", "jvm.heap.size", "e".repeat(5_000_000))) {
      assertNull(NearestOption.of(name), name.length() > 20 ? "long" : name);
    }
  }

  private static void assertNearest(String key, String name) {
    assertEquals(key, String.valueOf(NearestOption.of(name)), name);
  }

  @Test
  void distanceCountsSwappedNeighboursOnce() {
    assertEquals(0, NearestOption.distance("port", "port"));
    assertEquals(1, NearestOption.distance("prot", "port"));
    assertEquals(1, NearestOption.distance("ports", "port"));
    assertEquals(1, NearestOption.distance("pork", "port"));
    assertEquals(4, NearestOption.distance("", "port"));
  }

  @Test
  void thousandsOfUnknownNamesCostLittle() {
    StringBuilder arguments = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      arguments.append("unknown.setting.of.some.length.").append(i).append("=1,");
    }
    String text = arguments.toString();
    Configuration configuration =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> Given.arguments(text).configuration());

    assertEquals(Messages.MAX_LINES + 1, configuration.messages().size());
    assertEquals(
        "... and 99960 more problems of the configuration",
        configuration.messages().get(Messages.MAX_LINES));
  }
}
