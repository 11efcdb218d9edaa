package io.sidelight.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppProcessTest {

  private static AppProcessBuilder app(String... args) {
    return AppProcess.builder()
        .agent(false)
        .classPathOf(FakeAgentApp.class)
        .main(FakeAgentApp.class)
        .args(args);
  }

  @Test
  void readsPortsAndScrapes() {
    try (AppProcess app = app("run").env("SIDELIGHT_TEST", "yes").jvmArgs("-Dp=v").start()) {
      int port = app.port("listening on http://localhost:(\\d+)");
      assertEquals("http://localhost:" + port, app.sidecar().toString());
      assertEquals(1, app.scrape().value("up"));
      assertTrue(app.lines().contains("ENV=yes v"), app.toString());
      assertTrue(app.isAlive());
      app.stop();
      assertFalse(app.isAlive());
    }
  }

  @Test
  void anEarlyEndShowsTheOutput() {
    try (AppProcess app = app("fail").start()) {
      AssertionError error =
          assertThrows(AssertionError.class, () -> app.port("listening on .*:(\\d+)"));
      assertTrue(
          error.getMessage().contains("about to fail\nbecause of a reason"), error.getMessage());
      assertEquals(3, app.awaitExit(Duration.ofSeconds(10)));
    }
  }

  @Test
  void aLineThatDoesNotComeShowsTheOutput() {
    try (AppProcess app = app("run").start()) {
      app.sidecar();
      AssertionError error =
          assertThrows(AssertionError.class, () -> app.awaitLine("never", Duration.ofMillis(50)));
      assertTrue(error.getMessage().contains("[sidelight] metrics on"), error.getMessage());
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void endsTheJvmBehindAWrapperScript(@TempDir Path folder) throws Exception {
    Path wrapper = folder.resolve("wrapper");
    Files.writeString(wrapper, "echo wrapped $1; shift; " + "\"$JAVA\" \"$@\"; exit $?\n");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    try (AppProcess app =
        app("run").java("sh", wrapper.toString(), "8").env("JAVA", java).start()) {
      app.sidecar();
      assertEquals("wrapped 8", app.lines().get(0));
      List<ProcessHandle> children =
          ProcessHandle.of(app.pid()).stream().flatMap(ProcessHandle::descendants).toList();
      assertEquals(1, children.size());
      app.stop();
      assertFalse(children.get(0).isAlive());
    }
  }

  /** A JVM that is killed runs no hooks; what it started must end all the same. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void endsWithTheKilledJvmThatStartedIt() throws Exception {
    try (AppProcess tests =
        AppProcess.builder()
            .agent(false)
            .jvmArgs("-cp", System.getProperty("java.class.path"))
            .main(Starter.class)
            .start()) {
      long pid = tests.port("app (\\d+)");
      Optional<ProcessHandle> app = ProcessHandle.of(pid);
      assertTrue(app.isPresent());
      ProcessHandle.of(tests.pid()).orElseThrow().destroyForcibly();
      Await.until("the end of " + pid, Duration.ofSeconds(20), () -> !app.get().isAlive());
    }
  }

  /** The JVM to be killed. */
  static final class Starter {
    private Starter() {}

    public static void main(String[] args) {
      AppProcess app = app("run").start();
      app.sidecar();
      System.out.println("app " + app.pid());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "[sidelight] metrics on http://0.0.0.0:9464/metrics, 0.0.0.0, 9464",
    "[sidelight] metrics on http://127.0.0.1:1/metrics (port 9464 is taken), 127.0.0.1, 1",
    "12:00 INFO sidelight: metrics on https://[::]:65535/metrics, [::], 65535"
  })
  void recognisesTheLineOfTheAgent(String line, String host, String port) {
    var matcher = AppProcess.SIDECAR_LINE.matcher(line);
    assertTrue(matcher.find());
    assertEquals(host, matcher.group(2));
    assertEquals(port, matcher.group(3));
  }

  @Test
  void putsTheCommandTogether(@TempDir Path folder) throws Exception {
    Path jar = Files.createFile(folder.resolve("agent.jar"));
    String before = System.setProperty(AgentJar.PROPERTY, jar.toString());
    try {
      List<String> command =
          AppProcess.builder()
              .java("run", "8")
              .agentArg("metrics.naming", "otel")
              .jvmArgs("-Xmx64m")
              .jar(Path.of("app.jar"))
              .args("0")
              .command(new TempFolder(folder));
      assertEquals(
          List.of(
              "run",
              "8",
              "-Djava.io.tmpdir=" + folder,
              "-XX:TieredStopAtLevel=1",
              "-XX:+UseSerialGC",
              "-javaagent:" + jar + "=sql.wait-threshold=1h,metrics.port=0,metrics.naming=otel",
              "-Xmx64m",
              "-jar",
              "app.jar",
              "0"),
          command);
    } finally {
      if (before == null) {
        System.clearProperty(AgentJar.PROPERTY);
      } else {
        System.setProperty(AgentJar.PROPERTY, before);
      }
    }
  }
}
