package io.sidelight.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Servers with a log manager of their own boot with no option but the agent, and write the same
 * log: line by line, but for the order, which is their threads', and for numbers.
 */
class ServerLogIT {
  /** When and by which thread, in the formats of WildFly and of Open Liberty. */
  private static final Pattern ORIGIN =
      Pattern.compile(
          "^[\\d-]* ?[\\d:,]+ (\\S+) +\\[(\\S+)\\] \\([^)]*\\)|^\\[[^\\]]*\\] [0-9a-f]{8} ");

  private static final Pattern GIVEN =
      Pattern.compile(" ?-(javaagent:|Dwithout\\.agent=)\\S+|\\s*without\\.agent = true");

  /** The first two digits are a folder, and may be letters both. */
  private static final Pattern HASH = Pattern.compile("/content/[0-9a-f]{2}/[0-9a-f]{38}/");

  /** With its decimals, which a whole number of seconds has none of. */
  private static final Pattern NUMBER = Pattern.compile("[0-9a-f]*\\d[0-9a-f]*(?:[.,]\\d+)*");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "WILDFLY_26,log/server.log",
    "WILDFLY_39,log/server.log",
    "LIBERTY_SERVLET_4,servers/defaultServer/logs/messages.log",
    "LIBERTY_SERVLET_6,servers/defaultServer/logs/messages.log",
  })
  void looksAsWithoutTheAgent(Server server, String log) throws IOException {
    Assumptions.assumeTrue(server.remark().isEmpty(), server::remark);
    List<String> bare = log(server, log, false);
    List<String> observed = log(server, log, true);
    assertTrue(bare.size() > 10, () -> String.join("\n", bare));
    List<String> missing = new ArrayList<>(bare);
    observed.forEach(missing::remove);
    List<String> added = new ArrayList<>(observed);
    bare.forEach(added::remove);
    assertEquals(List.of(), missing, () -> "lines that are missing; new are " + added);
    assertEquals(List.of(), added, "lines that are new");
  }

  private List<String> log(Server server, String log, boolean agent) throws IOException {
    Path work = folder.resolve(agent ? "with" : "bare");
    try (Running running = new Running(server, work, agent)) {
      running.awaitDeployed();
      if (agent) {
        assertTrue(running.process.scrape().has("sidelight_build_info"));
      }
      for (Scenario scenario : Scenarios.ALL) {
        // Whether the server complains of the one that leaves is a matter of time.
        if (scenario.leavesAfter() == 0) {
          Wire.exchange(running.port, scenario.text(Running.UNSAMPLED));
        }
      }
    }
    return Files.readAllLines(work.resolve(log)).stream()
        .map(line -> plain(line.replace(work.toString(), "work")))
        .filter(line -> !line.isBlank())
        .sorted()
        .toList();
  }

  private static String plain(String line) {
    String text = GIVEN.matcher(line).replaceAll("");
    text = ORIGIN.matcher(text).replaceFirst("$1 $2");
    text = HASH.matcher(text).replaceAll("/content/0/0/");
    return NUMBER.matcher(text).replaceAll("0");
  }
}
