package io.sidelight.inst.withspan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.Libraries;
import io.sidelight.test.OtlpSink;
import io.sidelight.test.OtlpSpan;
import io.sidelight.test.SpanTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Annotated methods, and how their spans hang together with the agent's. */
class WithSpanIT {
  private static final Path MODULE = AgentJar.repository().resolve("instrumentations/withspan");
  private static final String TREE =
      """
      INTERNAL Orders.order
        CLIENT SELECT information_schema.tables
        CLIENT named by hand
          CLIENT SELECT information_schema.tables
        INTERNAL Orders.fail (error)
        INTERNAL Orders.later
        INTERNAL Orders.laterFailing (error)
        INTERNAL Orders.call
        INTERNAL Inner.run

      INTERNAL Orders.alone
      """;

  @TempDir private Path folder;
  private final OtlpSink sink = OtlpSink.start();

  @AfterEach
  void close() {
    sink.close();
  }

  /** The oldest and the newest annotations, and none: what they say is in the class files. */
  @ParameterizedTest
  @ValueSource(strings = {"annotations-1.20", "annotations-2.33", "h2"})
  void annotatedMethodsAreSpans(String version) throws Exception {
    try (AppProcess app =
        builder("sample.Orders").classPath(Libraries.dir(MODULE, version)).start()) {
      app.awaitLine("done", AppProcess.START_LIMIT);
      sink.awaitSpans(span -> true, 10);
      assertEquals(TREE, SpanTree.of(sink.spans()));
      OtlpSpan order = named("Orders.order");
      assertEquals(
          Map.of("code.function.name", "sample.Orders.order", "order.id", 7L, "ratio", 0.5),
          without(order, "tags", "more"));
      assertEquals("added", order.string("more"));
      assertEquals(
          Map.of("code.function.name", "sample.Orders.hidden", "small", 3L),
          named("named by hand").attributes());
      assertEquals("sample.Orders$Inner.run", named("Inner.run").string("code.function.name"));
      assertEquals(1, named("Orders.alone").attributes().size());
      assertThrew("Orders.fail", "java.lang.IllegalArgumentException", "as asked");
      assertThrew("Orders.laterFailing", "java.lang.IllegalStateException", "late");
      assertEquals(0, app.scrape().sum("sidelight_advice_errors_total"), () -> "" + app.lines());
    }
  }

  private void assertThrew(String name, String type, String message) {
    Map<String, Object> exception = named(name).events("exception").get(0);
    assertEquals(type, exception.get("exception.type"));
    assertEquals(message, exception.get("exception.message"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"annotations-old-1.0", "annotations-old-1.18"})
  void theOldAnnotationsServeAsWell(String version) throws Exception {
    try (AppProcess app =
        builder("sample.OldOrders")
            .classPath(Libraries.dir(MODULE, version))
            .classPath(Libraries.dir(MODULE, "api-1.0"))
            .start()) {
      sink.awaitSpans(span -> true, 3);
      assertEquals(
          """
          INTERNAL OldOrders.order
            CONSUMER consume
              CLIENT SELECT information_schema.tables
          """,
          SpanTree.of(sink.spans()));
      assertEquals("by the API", named("OldOrders.order").string("said"));
      assertEquals(0, app.scrape().sum("sidelight_advice_errors_total"), () -> "" + app.lines());
    }
  }

  @Test
  void withoutTracesMethodsAreWhatTheyAre() throws Exception {
    try (AppProcess app = builder("sample.Orders").agentArg("traces.exporter", "none").start()) {
      app.awaitLine("done", AppProcess.START_LIMIT);
      assertEquals(0, app.scrape().sum("sidelight_advice_errors_total"), () -> "" + app.lines());
    }
    assertEquals(List.of(), sink.spans());
  }

  private AppProcessBuilder builder(String main) throws IOException {
    Path classes = folder.resolve("classes/sample");
    Files.createDirectories(classes);
    try (Stream<Path> files = Files.list(MODULE.resolve("target/test-classes/sample"))) {
      for (Path file : files.toList()) {
        Files.copy(file, classes.resolve(file.getFileName()));
      }
    }
    return AppProcess.builder()
        .classPath(classes.getParent())
        .classPath(Libraries.dir(MODULE, "h2"))
        .main(main)
        .otlp(sink)
        .agentArg("traces.batch.delay", "10ms");
  }

  private OtlpSpan named(String name) {
    return sink.awaitSpans(span -> span.name().equals(name), 1).get(0);
  }

  private static Map<String, Object> without(OtlpSpan span, String... keys) {
    Map<String, Object> attributes = span.attributes();
    for (String key : keys) {
      attributes.remove(key);
    }
    return attributes;
  }
}
