package io.sidelight.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.servers.FreePort;
import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.Await;
import io.sidelight.test.OtlpSink;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees who starts an application with the agent, rightly or wrongly configured. */
class StartIT {

  @TempDir Path folder;

  @Test
  void everySourceIsReadAndTheStrongerWins() throws IOException {
    Path file = folder.resolve("my.properties");
    Files.writeString(
        file,
        """
        metrics.max-series=0
        metrics.naming=both
        metrics.prefix=file
        metrics.host=256.0.0.1
        """);
    try (AppProcess app =
        Programs.waiting()
            .agentArg("config", file.toString())
            .agentArg("metrics.host", "127.0.0.1")
            .jvmArgs("-Dsidelight.metrics.host=256.0.0.2", "-Dsidelight.metrics.prefix=prop")
            .env("SIDELIGHT_METRICS_PREFIX", "env")
            .env("SIDELIGHT_METRICS_NAMING", "otel")
            .start()) {
      var page = app.scrape();
      // The own metrics, which name all others here, have no prefix themselves.
      Set<String> metrics = page.values("sidelight_series_dropped_total", "metric");
      assertTrue(metrics.contains("prop_http_server_request_duration_seconds"), metrics::toString);
      assertFalse(metrics.contains("prop_http_request_duration_seconds"), metrics::toString);
      assertEquals("127.0.0.1", app.sidecar().getHost());
      // The port, and that the file's number of series is none; nothing of what was overruled.
      assertEquals(2, Programs.ofAgent(app.lines()).size(), app::toString);
    }
  }

  @Test
  void listensOnAllAddressesAndSaysOnWhichPort() {
    try (AppProcess app = Programs.waiting().start()) {
      app.sidecar();
      List<String> said = Programs.ofAgent(app.lines());
      assertEquals(1, said.size(), app::toString);
      assertTrue(
          said.get(0).matches("\\[sidelight\\] metrics on http://0\\.0\\.0\\.0:[1-9]\\d*/metrics"),
          said.get(0));
      assertTrue(app.scrape().has("sidelight_build_info"));
      // Nothing else: no warning of the JVM about class data sharing, say.
      Await.until("both lines", Programs.LIMIT, () -> app.lines().size() == 2);
      assertTrue(app.lines().contains("ready"), app::toString);
    }
  }

  @Test
  void takesThePortFromThePropertyAndTheVariable() throws IOException {
    int port = FreePort.next();
    try (AppProcess app =
        Programs.waiting()
            .noAgentArg("metrics.port")
            .jvmArgs("-Dsidelight.metrics.port=" + port)
            .start()) {
      assertEquals(port, app.sidecar().getPort());
    }
    int other = FreePort.next();
    try (AppProcess app =
        Programs.waiting()
            .noAgentArg("metrics.port")
            .env("OTEL_EXPORTER_PROMETHEUS_PORT", "" + other)
            .start()) {
      assertEquals(other, app.sidecar().getPort());
    }
  }

  @Test
  void aBusyPortIsOneLineAndSpansStillFlow() throws IOException {
    try (ServerSocket busy = new ServerSocket(0);
        OtlpSink sink = OtlpSink.start();
        LegacyApp app =
            LegacyApp.start(
                LegacyApp.builder()
                    .otlp(sink)
                    .agentArg("metrics.port", "" + busy.getLocalPort()))) {
      String line = app.process().awaitLine("^\\[sidelight\\].*", Programs.LIMIT).group();
      assertTrue(line.contains("cannot listen on 0.0.0.0:" + busy.getLocalPort()), line);
      assertTrue(line.contains("metrics.port"), line);
      assertTrue(app.answer("GET /hello").endsWith("hello"));
      sink.awaitSpans(span -> span.name().equals("GET /hello"), 1);
      assertEquals(List.of(line), Programs.ofAgent(app.process().lines()));
    }
  }

  @Test
  void unknownAndBadSettingsAreOneLineEachWithAHint() throws IOException {
    Path file = folder.resolve("my.properties");
    Files.writeString(file, "metrics.enable=true\n");
    List<String> said =
        Programs.ofAgent(
            Programs.run(
                Programs.small("end")
                    .agentArg("config", file.toString())
                    .agentArg("metrics.port", "many")
                    .agentArg("trace.endpoint", "http://localhost:1")
                    .env("SIDELIGHT_METRICS_PROT", "0")
                    .env("SIDELIGHT_METRICS_NAMING", "clasic")
                    .jvmArgs("-Dsidelight.service.nam=x", "-Dsidelight.traces.sampler.arg=2")));
    assertEquals(7, said.size(), said::toString);
    assertOneSays(said, "metrics.port", "'many'", "9464");
    assertOneSays(said, "trace.endpoint", "did you mean 'traces.endpoint'?");
    assertOneSays(said, "SIDELIGHT_METRICS_PROT", "did you mean 'SIDELIGHT_METRICS_PORT'?");
    assertOneSays(said, "metrics.naming", "'clasic'", "classic");
    assertOneSays(said, "sidelight.service.nam", "did you mean 'sidelight.service.name'?");
    assertOneSays(said, "traces.sampler.arg", "'2'", "1.0");
    assertOneSays(said, "metrics.enable", file.toString(), "did you mean 'metrics.enabled'?");
  }

  @Test
  void anUnusablePropertiesFileIsOneLine() throws IOException {
    Path malformed = folder.resolve("malformed.properties");
    Files.writeString(malformed, "metrics.naming=otel\nmetrics.prefix=\\u12\n");
    for (String[] given :
        new String[][] {
          {malformed.toString(), "malformed"},
          {folder.resolve("absent").toString(), "does not exist"},
          {folder.toString(), "is not a file"},
        }) {
      List<String> said =
          Programs.ofAgent(Programs.run(Programs.small("end").agentArg("config", given[0])));
      assertEquals(1, said.size(), said::toString);
      assertOneSays(said, given[0], given[1]);
    }
  }

  @Test
  void readsTheFileBesideTheJarWhateverItsPath() throws IOException {
    Path odd = Files.createDirectories(folder.resolve("with space, comma, 100% & #1"));
    assertRunsFrom(odd);
  }

  @Test
  void runsFromAFolderWithLettersOfOtherLanguages() throws IOException {
    Path odd = Files.createDirectories(folder.resolve("d\u00f6ner \u65e5\u672c"));
    assertRunsFrom(odd);
  }

  private static void assertRunsFrom(Path odd) throws IOException {
    Path jar = Files.copy(AgentJar.path(), odd.resolve("side light.jar"));
    Files.writeString(odd.resolve("agent.properties"), "metrics.prefix=beside\n");
    try (AppProcess app =
        Programs.waiting()
            .agent(false)
            .jvmArgs("-javaagent:" + jar + "=metrics.port=0")
            .env("LC_ALL", "C.UTF-8")
            .start()) {
      Set<String> metrics = app.scrape().values("sidelight_series_dropped_total", "metric");
      assertTrue(metrics.contains("beside_http_request_duration_seconds"), metrics::toString);
    }
  }

  @Test
  void switchedOffIsOff() {
    List<String> off = Programs.run(Programs.small("look").agentArg("enabled", "false"));
    assertEquals(
        List.of(
            "[sidelight] switched off by the agent arguments", "thread false", "dispatcher false"),
        off);
    List<String> on = Programs.run(Programs.small("look"));
    assertTrue(on.containsAll(List.of("thread true", "dispatcher true")), on::toString);
  }

  @Test
  void givenTwiceItStartsOnce() {
    try (AppProcess app =
        Programs.waiting().jvmArgs("-javaagent:" + AgentJar.path() + "=metrics.port=0").start()) {
      assertTrue(app.scrape().has("sidelight_build_info"));
      List<String> said = Programs.ofAgent(app.lines());
      assertEquals(2, said.size(), app::toString);
      assertOneSays(said, "already running");
    }
  }

  @Test
  void staysOutOfTheToolsOfTheJdk() {
    String option = "-javaagent:" + AgentJar.path() + "=metrics.port=0";
    for (String[] tool :
        new String[][] {
          {"javac", "-version"}, {"keytool", "-help"}, {"jar", "--version"}, {"jcmd", "-h"}
        }) {
      AppProcessBuilder without = AppProcess.builder().tool(Programs.jdk(tool[0])).main(tool[1]);
      List<String> expected = Programs.run(without);
      List<String> got = Programs.run(without.env("JAVA_TOOL_OPTIONS", option));
      assertEquals("Picked up JAVA_TOOL_OPTIONS: " + option, got.get(0));
      assertEquals(expected, got.subList(1, got.size()), tool[0]);
    }
  }

  @Test
  void writesNoFile() throws IOException {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Path current = Files.createDirectory(folder.resolve("cwd"));
    try (AppProcess app =
        Programs.waiting().jvmArgs("-Djava.io.tmpdir=" + temporary).directory(current).start()) {
      app.scrape();
      for (Path one : List.of(temporary, current)) {
        try (var files = Files.list(one)) {
          assertEquals(List.of(), files.toList());
        }
      }
    }
  }

  @Test
  void worksWithoutATemporaryFolder() {
    try (AppProcess app =
        Programs.waiting().jvmArgs("-Djava.io.tmpdir=" + folder.resolve("absent")).start()) {
      assertTrue(app.scrape().has("sidelight_build_info"));
      assertFalse(Files.exists(folder.resolve("absent")));
      assertEquals(1, Programs.ofAgent(app.lines()).size(), app::toString);
    }
  }

  private static void assertOneSays(List<String> lines, String... words) {
    long found =
        lines.stream().filter(line -> List.of(words).stream().allMatch(line::contains)).count();
    assertEquals(1, found, () -> String.join(" ", words) + " in\n" + String.join("\n", lines));
  }
}
