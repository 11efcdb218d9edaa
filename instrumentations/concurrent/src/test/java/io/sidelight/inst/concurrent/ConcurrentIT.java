package io.sidelight.inst.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.test.Jvm;
import io.sidelight.test.Libraries;
import io.sidelight.test.OtlpSpan;
import io.sidelight.test.SpanTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every way that the JDK has of running something on another thread, on the JVM that runs the tests
 * and on every later one that the machine has: virtual threads are not in 17.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("jvms")
class ConcurrentIT implements MechanismContract {
  private static MechanismApp running;

  @Parameter Jvm jvm;

  static List<Jvm> jvms() {
    return Jvm.currentAndLater();
  }

  @BeforeParameterizedClassInvocation
  static void start(Jvm jvm) {
    running = MechanismApp.start(jvm, List.of());
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    running.close();
  }

  @Override
  public MechanismApp running() {
    return running;
  }

  @Override
  public Map<String, Integer> interleaved() {
    return Map.of(
        "execute", 1000,
        "supply-pool", 1000,
        "nested", 1000,
        "schedule", 1000,
        "stream", 50,
        "timer", 1000);
  }

  @Test
  void virtualThreadsAreAmongThemWhereTheJvmHasThem() throws Exception {
    assertEquals(jvm.feature() >= 21, running.mechanisms().containsKey("virtual-many"));
  }

  @Test
  void whatAnAsynchronousRequestStartsIsBelowIt() throws Exception {
    running.get("/async/a");
    running.sink.awaitSpans(span -> "/async/a".equals(span.string("url.path")), 1);
    running.sink.awaitSpans(span -> "a".equals(span.string("db.collection.name")), 1);
    OtlpSpan server = running.server("/async/a");
    assertEquals(
        "SERVER GET /async/*\n  CLIENT select a\n",
        SpanTree.of(running.sink.trace(server.traceId())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"spring-4.3", "spring-7.0"})
  void whatSpringRunsOnAThreadOfItsOwnIsBelowIt(String version) throws Exception {
    try (MechanismApp spring =
        MechanismApp.start(jvm, Libraries.dir(MechanismApp.MODULE, version))) {
      String path = "/run/spring-simple/a";
      spring.get(path);
      spring.sink.awaitSpans(span -> path.equals(span.string("url.path")), 1);
      spring.sink.awaitSpans(span -> span.name().equals("select a"), 1);
      assertEquals(
          "SERVER GET /run/*\n  CLIENT select a\n",
          SpanTree.of(spring.sink.trace(spring.server(path).traceId())));
    }
  }

  @Test
  void theApplicationSeesNoDifference() throws Exception {
    try (MechanismApp bare = MechanismApp.startBare(jvm)) {
      String expected = bare.get("/behaviour/");
      assertTrue(expected.lines().count() > 30, expected);
      assertEquals(expected, running.get("/behaviour/"));
    }
  }
}
