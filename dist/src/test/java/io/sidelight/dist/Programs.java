package io.sidelight.dist;

import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Small applications of this module, and commands of the JDK, run to their end. */
final class Programs {

  static final Duration LIMIT = Duration.ofSeconds(60);

  private Programs() {}

  /** An application that says "ready" and waits to be ended. */
  static AppProcessBuilder waiting() {
    return AppProcess.builder().classPathOf(SmallMain.class).main(SmallMain.class).args("wait");
  }

  /** An application that does what the name says and ends. */
  static AppProcessBuilder small(String what) {
    return AppProcess.builder().classPathOf(SmallMain.class).main(SmallMain.class).args(what);
  }

  /** Runs to the end, which must be a good one, and returns the output. */
  static List<String> run(AppProcessBuilder builder) {
    try (AppProcess app = builder.start()) {
      int exit = app.awaitExit(LIMIT);
      if (exit != 0) {
        throw new AssertionError("exit code " + exit + ", " + app);
      }
      return app.lines();
    }
  }

  /** Only what the agent says. */
  static List<String> ofAgent(List<String> lines) {
    return lines.stream().filter(line -> line.startsWith("[sidelight]")).toList();
  }

  /** A program of the JDK that runs the tests. */
  static String jdk(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  /** The classes that {@code -Xlog:class+load} has listed before that one. */
  static Set<String> loadedBefore(String className, List<String> log) {
    return log.stream()
        .filter(line -> line.contains(" source:"))
        .map(line -> line.replaceFirst("^(\\[.*\\])? *", "").replaceFirst(" source:.*", ""))
        .takeWhile(name -> !name.equals(className))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
