package io.sidelight.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.Await;
import io.sidelight.test.OtlpSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * C2 compiles a handler of an exception only where the exception's class is loaded: each class that
 * the agent has loaded can make the application's code, and the JDK's in it, larger and have it
 * allocate what it did not.
 */
class ExceptionClassesIT {
  private static final Pattern EXCEPTION =
      Pattern.compile("(java|javax|jdk|sun|com\\.sun)\\..*(Exception|Error)");

  /** Thrown by what an agent is given, and by what the JDK's HTTP server and its start need. */
  private static final Pattern ALLOWED =
      Pattern.compile(
          "java\\.lang\\.instrument\\.UnmodifiableClassException|java\\.net\\.BindException"
              + "|java\\.util\\.ServiceConfigurationError|sun\\.net\\.httpserver\\..*");

  @TempDir Path folder;

  @Test
  void noneOfTheJdkIsLoadedThatTheApplicationDoesNotMeet() throws IOException {
    try (OtlpSink sink = OtlpSink.start();
        LegacyApp bare = LegacyApp.start(logging("without").agent(false));
        LegacyApp app = LegacyApp.start(logging("with").otlp(sink))) {
      bare.answers();
      app.answers();
      app.process().scrape();
      Await.until(
          "an answer to spans",
          Programs.LIMIT,
          () -> app.process().scrape().sum("sidelight_spans_exported_total"),
          count -> count >= 1);
      Set<String> added = loaded("with");
      assertTrue(added.contains("io.sidelight.core.trace.HttpAnswer"), "the log is not understood");
      added.removeIf(name -> !EXCEPTION.matcher(name).matches() || ALLOWED.matcher(name).matches());
      added.removeAll(loaded("without"));
      assertEquals(Set.of(), added);
    }
  }

  private AppProcessBuilder logging(String log) {
    return LegacyApp.builder().jvmArgs("-Xlog:class+load:file=" + folder.resolve(log));
  }

  private Set<String> loaded(String log) throws IOException {
    return Programs.loadedBefore("none", Files.readAllLines(folder.resolve(log)));
  }
}
