package io.sidelight.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code java -jar sidelight-agent.jar …}. */
class CommandLineIT {

  private static final class Ran {
    final int exit;
    final List<String> lines;

    Ran(String... arguments) {
      try (AppProcess app =
          AppProcess.builder().agent(false).jar(AgentJar.path()).args(arguments).start()) {
        exit = app.awaitExit(Programs.LIMIT);
        lines = app.lines();
      }
    }

    boolean says(String text) {
      return lines.stream().anyMatch(line -> line.contains(text));
    }
  }

  @Test
  void withoutACommandItTellsHowToBeginWith() {
    Ran ran = new Ran();
    assertEquals(0, ran.exit);
    for (String command :
        List.of("-javaagent:sidelight-agent.jar", "attach PID", "config", "version")) {
      assertTrue(ran.says(command), ran.lines::toString);
    }
    assertEquals(2, new Ran("measure").exit);
  }

  @Test
  void tellsEveryKeyAndWhatIsSet() {
    Ran ran = new Ran("config", "metrics.port=1234", "metrics.prot=1");
    assertEquals(0, ran.exit);
    assertTrue(ran.says("metrics.port (default 9464)"), ran.lines::toString);
    assertTrue(ran.says("Now: 1234  from the agent arguments"), ran.lines::toString);
    assertTrue(ran.says("SIDELIGHT_METRICS_PORT"), ran.lines::toString);
    assertTrue(ran.says("did you mean 'metrics.port'?"), ran.lines::toString);
  }

  @Test
  void tellsItsVersion() {
    Ran ran = new Ran("version");
    assertEquals(0, ran.exit);
    assertEquals(1, ran.lines.size());
    assertTrue(ran.lines.get(0).matches("sidelight \\d+\\.\\d+\\.\\d+.*"), ran.lines::toString);
  }

  @Test
  void cannotAttachToWhatIsNoJvm() {
    assertEquals(2, new Ran("attach").exit);
    for (String bad : List.of("no-number", "999999999")) {
      Ran ran = new Ran("attach", bad);
      assertEquals(1, ran.exit, ran.lines::toString);
      assertEquals(2, ran.lines.size(), ran.lines::toString);
      assertTrue(ran.says("cannot attach to process " + bad), ran.lines::toString);
    }
  }
}
