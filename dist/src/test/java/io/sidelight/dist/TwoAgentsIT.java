package io.sidelight.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.Await;
import io.sidelight.test.Exposition;
import io.sidelight.test.Libraries;
import io.sidelight.test.OtlpSink;
import io.sidelight.test.OtlpSpan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside agents that weave the same classes, before them and after them. */
class TwoAgentsIT {

  @TempDir Path folder;

  private static String other(String name) {
    return Libraries.dir(AgentJar.repository().resolve("dist"), name).get(0).toString();
  }

  private static AppProcessBuilder with(String other, boolean otherFirst) {
    String own = "-javaagent:" + AgentJar.path() + "=metrics.port=0";
    AppProcessBuilder builder = LegacyApp.builder().agent(false);
    return otherFirst ? builder.jvmArgs(other, own) : builder.jvmArgs(own, other);
  }

  private static void assertCounts(LegacyApp app) {
    List<String> answers = app.answers();
    Exposition page =
        Await.until(
            "all requests",
            Programs.LIMIT,
            () -> app.process().scrape(),
            scraped -> scraped.sum("http_requests_total") >= answers.size());
    assertEquals(answers.size(), page.sum("http_requests_total"));
    assertEquals(
        2,
        page.value(
            "http_requests_total", "method", "GET", "route", "/order", "status_code", "200"));
    // Three statements when the application starts, and four per order.
    assertEquals(3 + 2 * 4, page.sum("database_queries_total"));
    assertEquals(0, page.sum("sidelight_advice_errors_total"));
    assertEquals(1, Programs.ofAgent(app.process().lines()).size(), app::toString);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void jacoco(boolean first) throws IOException {
    Path coverage = folder.resolve("coverage");
    try (OtlpSink sink = OtlpSink.start();
        LegacyApp app =
            LegacyApp.start(
                with("-javaagent:" + other("jacoco") + "=destfile=" + coverage, first)
                    .otlp(sink))) {
      assertCounts(app);
      assertEquals(143, app.process().stop());
      assertTrue(
          app.process().lines().stream().noneMatch(line -> line.contains("jacoco")), app::toString);
    }
    // It has seen the application's classes.
    String seen = Files.readString(coverage, StandardCharsets.ISO_8859_1);
    assertTrue(seen.contains("io/sidelight/legacy/OrderServlet"), "not covered");
  }

  /** Each counts and traces for itself; theirs continues no trace of ours inside the process. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void openTelemetry(boolean first) {
    try (OtlpSink ours = OtlpSink.start();
        OtlpSink theirs = OtlpSink.start();
        LegacyApp app =
            LegacyApp.start(
                with("-javaagent:" + other("opentelemetry"), first)
                    .jvmArgs(
                        "-Dsidelight.traces.endpoint=" + ours.endpoint() + "/v1/traces",
                        "-Dotel.exporter.otlp.endpoint=" + theirs.endpoint(),
                        // Both agents read this one, ours with less right than its own key.
                        "-Dotel.metrics.exporter=none",
                        "-Dsidelight.metrics.enabled=true",
                        "-Dotel.logs.exporter=none",
                        "-Dotel.bsp.schedule.delay=100"))) {
      assertCounts(app);
      theirs.awaitSpans(span -> span.kind().equals("SERVER"), LegacyApp.REQUESTS.size());
      ours.awaitSpans(span -> span.kind().equals("SERVER"), LegacyApp.REQUESTS.size());
      // Of the four calls of an order they leave out the commit, and they see one more at the
      // start.
      theirs.awaitSpans(span -> span.attributes().containsKey("db.system"), 5 + 2 * 3);
      List<String> calls =
          theirs.spans().stream()
              .filter(span -> span.kind().equals("CLIENT"))
              .filter(span -> !span.attributes().containsKey("db.system"))
              .map(OtlpSpan::name)
              .toList();
      assertEquals(List.of(), calls, "what we send is none of the application's calls");
    }
  }
}
