package io.sidelight.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.dist.BrokenAgent.Fault;
import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.Exposition;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever breaks inside the agent, the application answers as if it were not there. */
class FailOpenIT {

  private static final String HTTP = "io.sidelight.core.record.HttpServerRecorder";
  private static final String DATABASE = "io.sidelight.core.record.DbRecorder";
  private static final String SERVLET_ADVICE = "io.sidelight.inst.servlet.advice.RequestAdvice";
  private static final String TOMCAT_ADVICE = "io.sidelight.inst.tomcat.advice.EngineAdvice";
  private static final String JDBC_ADVICE = "io.sidelight.inst.jdbc.advice.StatementAdvice";

  private static List<String> expected;

  @TempDir Path folder;

  @BeforeAll
  static void answersWithoutTheAgent() {
    try (LegacyApp app = LegacyApp.start(LegacyApp.builder().agent(false))) {
      expected = app.answers();
    }
  }

  private static LegacyApp start(Path agent, String... more) {
    AppProcessBuilder builder =
        LegacyApp.builder()
            .agent(false)
            .jvmArgs("-javaagent:" + agent + "=metrics.port=0,traces.endpoint=http://localhost:1");
    return LegacyApp.start(builder.jvmArgs(more));
  }

  private static Exposition assertUnharmed(LegacyApp app) {
    assertEquals(String.join("\n", expected), String.join("\n", app.answers()));
    // Once more: what is linked by now must not harm, either.
    assertEquals(
        expected.get(0), LegacyApp.REQUESTS.get(0) + "\n" + app.answer(LegacyApp.REQUESTS.get(0)));
    return app.process().scrape();
  }

  /** The lines about one instrumentation. */
  private static List<String> told(LegacyApp app, String instrumentation) {
    return Programs.ofAgent(app.process().lines()).stream()
        .filter(line -> line.startsWith("[sidelight] " + instrumentation + ": "))
        .toList();
  }

  @Test
  void aSoundAgentChangesNoAnswer() {
    try (LegacyApp app = LegacyApp.start(LegacyApp.builder().agentArg("traces.exporter", "none"))) {
      Exposition page = assertUnharmed(app);
      assertEquals(0, page.sum("sidelight_advice_errors_total"));
      assertTrue(page.sum("http_requests_total") > 0, app::toString);
    }
  }

  @ParameterizedTest
  @EnumSource
  void adviceThatThrows(Fault fault) {
    Path agent =
        new BrokenAgent()
            .failing(SERVLET_ADVICE, fault)
            .failing(TOMCAT_ADVICE, fault)
            .failing(JDBC_ADVICE, fault)
            .in(folder);
    // A shallow stack, so that overflowing it takes no time.
    try (LegacyApp app = start(agent, "-Xss512k")) {
      Exposition page = assertUnharmed(app);
      for (String one : List.of("servlet", "tomcat", "jdbc")) {
        assertTrue(
            page.value("sidelight_advice_errors_total", "instrumentation", one) > 1, app::toString);
        List<String> lines = told(app, one);
        assertEquals(1, lines.size(), app::toString);
        assertTrue(lines.get(0).contains(fault.className()), lines.get(0));
      }
      assertEquals(0, page.sum("http_requests_total"));
      assertEquals(0, page.sum("database_queries_total"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"begin", "end"})
  void recorderThatThrows(String method) {
    Path agent =
        new BrokenAgent()
            .failing(HTTP, Fault.RUNTIME_EXCEPTION, method)
            .failing(DATABASE, Fault.ERROR, method)
            .in(folder);
    try (LegacyApp app = start(agent)) {
      Exposition page = assertUnharmed(app);
      for (String one : List.of("servlet", "jdbc")) {
        assertTrue(
            page.value("sidelight_advice_errors_total", "instrumentation", one) > 0, app::toString);
        assertEquals(1, told(app, one).size(), app::toString);
      }
    }
  }

  @Test
  void instrumentationThatCannotBeLoaded() {
    Path agent =
        new BrokenAgent()
            .truncated("io.sidelight.inst.jdbc.JdbcInstrumentation")
            .failing(
                "io.sidelight.inst.jedis.JedisInstrumentation", Fault.RUNTIME_EXCEPTION, "rules")
            .in(folder);
    try (LegacyApp app = start(agent)) {
      Exposition page = assertUnharmed(app);
      assertEquals(0, page.sum("database_queries_total"));
      // The others are not hindered.
      assertTrue(
          page.value("sidelight_classes_transformed_total", "instrumentation", "servlet") > 0);
      assertTrue(page.sum("http_requests_total") >= expected.size(), app::toString);
      for (String one : List.of("JdbcInstrumentation", "JedisInstrumentation")) {
        assertEquals(
            1,
            Programs.ofAgent(app.process().lines()).stream()
                .filter(line -> line.contains(one) && line.contains("left out"))
                .count(),
            app::toString);
      }
    }
  }

  @Test
  void rulesThatNameWhatIsNotThere() {
    Path agent =
        new BrokenAgent()
            .saying("io.sidelight.inst.jdbc.JdbcInstrumentation", "enterPrepared", "noSuchAdvice")
            .saying("io.sidelight.inst.servlet.ServletInstrumentation", "doFilter", "noSuchMethod")
            .in(folder);
    try (LegacyApp app = start(agent)) {
      Exposition page = assertUnharmed(app);
      assertTrue(
          page.value("sidelight_advice_errors_total", "instrumentation", "jdbc") > 0,
          app::toString);
      assertEquals(1, told(app, "jdbc").size(), app::toString);
      assertTrue(told(app, "jdbc").get(0).contains("noSuchAdvice"), app::toString);
      // What else the instrumentations weave works: one query of an order has its text at hand.
      assertEquals(
          2, page.value("database_queries_total", "operation", "SELECT", "table", "orders"));
      assertEquals(0, page.sum("sidelight_advice_errors_total", "instrumentation", "servlet"));
    }
  }

  @Test
  void codeOfTheAgentThatIsMissing() {
    Path agent = new BrokenAgent().truncated("io.sidelight.core.start.Start").in(folder);
    try (LegacyApp app = start(agent)) {
      assertEquals(String.join("\n", expected), String.join("\n", app.answers()));
      assertEquals(1, Programs.ofAgent(app.process().lines()).size(), app::toString);
    }
  }
}
