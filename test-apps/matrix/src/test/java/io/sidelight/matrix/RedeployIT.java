package io.sidelight.matrix;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.test.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An application that is deployed, used and undeployed again and again leaves nothing behind. */
class RedeployIT {
  private static final int ROUNDS = 20;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"TOMCAT_9_0", "JETTY_12_1_EE11"})
  void leavesNoClassLoaderBehind(Server server) throws IOException {
    Assumptions.assumeTrue(server.remark().isEmpty(), server::remark);
    Path work = folder.resolve("server");
    try (Running running = new Running(server, work, true)) {
      Path deployed = work.resolve("webapps/app.war");
      Path war = folder.resolve("app.war");
      running.awaitDeployed();
      Files.copy(deployed, war);
      assertTrue(loaders(running.process.pid()) > 0, "the application's loader is seen");
      for (int round = 1; round <= ROUNDS; round++) {
        if (round > 1) {
          Path coming = Files.copy(war, folder.resolve("coming.war"));
          Files.move(coming, deployed, StandardCopyOption.ATOMIC_MOVE);
          running.awaitDeployed();
        }
        for (Scenario scenario : Scenarios.ALL) {
          Wire.status(
              scenario.leavesAfter() > 0
                  ? Wire.leave(running.port, scenario.text(Running.UNSAMPLED), 1, false)
                  : Wire.exchange(running.port, scenario.text(Running.UNSAMPLED)));
        }
        Files.delete(deployed);
        String gone = Scenarios.ALL.get(0).text(Running.UNSAMPLED);
        Await.until(
            "the undeployment",
            LIMIT,
            () -> Wire.status(Wire.exchange(running.port, gone)),
            status -> status == 404);
      }
      Await.until("the loaders to go", LIMIT, () -> loaders(running.process.pid()), n -> n == 0);
    }
  }

  /** The number of class loaders of web applications, after a collection. */
  private static long loaders(long script) throws IOException {
    // Tomcat's script replaces itself by the JVM.
    jcmd(script, "GC.run");
    return jcmd(script, "VM.classloaders")
        .lines()
        .filter(line -> line.contains("WebappClassLoader") || line.contains("WebAppClassLoader"))
        .count();
  }

  private static String jcmd(long pid, String command) throws IOException {
    String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process =
        new ProcessBuilder(tool, Long.toString(pid), command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
