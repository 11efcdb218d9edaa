package io.sidelight.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sidelight.test.Await;
import io.sidelight.test.Exposition;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dictionaries of names, on the page of a real application. */
class NamingIT {

  @ParameterizedTest
  @ValueSource(strings = {"otel", "both"})
  void prometheusFindsNothingWrong(String naming, @TempDir Path folder) throws Exception {
    String promtool = promtool();
    assumeTrue(promtool != null, "no promtool on this machine");
    Path page = folder.resolve("page");
    try (LegacyApp own =
        LegacyApp.start(
            LegacyApp.builder()
                .agentArg("metrics.naming", naming)
                .agentArg("traces.exporter", "none"))) {
      own.answers();
      Files.writeString(page, own.process().scrape().text());
    }
    Process check =
        new ProcessBuilder(promtool, "check", "metrics")
            .redirectInput(page.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, check.waitFor(), said);
  }

  private static String promtool() {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(folder, "promtool"))) {
        return folder + "/promtool";
      }
    }
    return null;
  }

  @Test
  void otelNamesAloneAreNotMixedWithTheClassicOnes() {
    try (LegacyApp own =
        LegacyApp.start(
            LegacyApp.builder()
                .agentArg("metrics.naming", "otel")
                .agentArg("traces.exporter", "none"))) {
      own.answers();
      Exposition page =
          Await.until(
              "all requests",
              Programs.LIMIT,
              () -> own.process().scrape(),
              scraped ->
                  scraped.sum("http_server_request_duration_seconds_count")
                      == LegacyApp.REQUESTS.size());
      Set<String> classic =
          page.names().stream()
              .filter(name -> name.startsWith("http_request") || name.startsWith("database_quer"))
              .collect(Collectors.toSet());
      assertEquals(Set.of(), classic);
      assertEquals(
          2,
          page.value(
              "http_server_request_duration_seconds_count",
              "http_request_method",
              "GET",
              "http_route",
              "/order",
              "http_response_status_code",
              "200"));
      assertFalse(page.has("sidelight_spans_exported_total"), "no exporter, no metrics of it");
    }
  }
}
