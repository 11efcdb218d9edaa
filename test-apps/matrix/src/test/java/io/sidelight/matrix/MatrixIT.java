package io.sidelight.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every request, once, on every server: one measurement and one span with the status that the
 * client got. Run by {@code mvn verify -Pmatrix}.
 */
class MatrixIT {
  private static final Table TABLE = new Table();

  @TempDir Path folder;

  static List<Server> servers() {
    return Stream.of(Server.values()).filter(Server::isWanted).toList();
  }

  @ParameterizedTest
  @MethodSource("servers")
  void measuresEveryRequestOnce(Server server) throws IOException {
    String title = server.title();
    String remark = server.remark();
    if (!remark.isEmpty()) {
      TABLE.skipped(title, remark);
      Assumptions.abort(remark);
    }
    long begin = System.nanoTime();
    try (Running running = new Running(server, folder.resolve("server"), true)) {
      running.awaitDeployed();
      Map<String, List<String>> deviations = Row.of(running);
      TABLE.add(title, deviations);
      List<String> all = new ArrayList<>();
      deviations.forEach((scenario, found) -> found.forEach(one -> all.add(scenario + ": " + one)));
      System.out.printf("%s: %d s%n", title, (System.nanoTime() - begin) / 1_000_000_000);
      assertEquals(List.of(), all, () -> String.join("\n", all));
    }
  }

  @AfterAll
  static void show() throws IOException {
    String table = "\n" + TABLE.markdown() + "\n";
    System.out.println(table);
    TABLE.details().forEach(System.out::println);
    if (TABLE.size() == Server.values().length) {
      assertEquals(table, Document.table(table), "-Dsidelight.docs.write=true writes it");
    }
  }
}
