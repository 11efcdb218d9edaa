package io.sidelight.inst.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.jdbc.FailureApp;
import com.example.jdbc.LoadApp;
import com.example.jdbc.ShopApp;
import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.Embedded;
import io.sidelight.test.Exposition;
import io.sidelight.test.Libraries;
import io.sidelight.test.OtlpSink;
import io.sidelight.test.OtlpSpan;
import io.sidelight.test.PostgresServer;
import io.sidelight.test.Sample;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a database engineer would ask: which fail and why, which are slow, which come too often. */
class QueriesIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Path MODULE = AgentJar.repository().resolve("instrumentations/jdbc");
  private static final String H2 = "jdbc:h2:mem:postgres;DB_CLOSE_DELAY=-1";

  private static AppProcessBuilder app(Class<?> main, String driver) {
    return AppProcess.builder()
        .classPathOf(main)
        .classPath(Libraries.dir(MODULE, driver))
        .main(main);
  }

  /** By reason and class of the SQLState. */
  private static Map<String, Integer> failures(Exposition page) {
    Map<String, Integer> failures = new TreeMap<>();
    for (Sample sample : page.series("database_query_errors_total")) {
      Map<String, String> labels = sample.labels();
      String key = labels.get("reason") + ' ' + labels.get("sqlstate_class");
      failures.merge(key, (int) sample.value(), Integer::sum);
    }
    return failures;
  }

  @Test
  void tellsFailuresOfPostgresApart() throws IOException {
    try (PostgresServer server = Embedded.postgres()) {
      checkFailures(
          "postgresql-42.7",
          server.jdbcUrl(),
          server.user(),
          Map.of("timeout 57", 2, "cancelled 57", 1, "error 23", 1, "error 42", 1, "error 08", 1));
    }
  }

  @Test
  void tellsFailuresOfH2Apart() throws IOException {
    checkFailures(
        "h2-2.4",
        H2,
        "sa",
        Map.of("timeout 57", 1, "cancelled 57", 1, "error 23", 1, "error 42", 1, "error 90", 1));
  }

  private void checkFailures(String driver, String url, String user, Map<String, Integer> expected)
      throws IOException {
    try (OtlpSink sink = OtlpSink.start();
        AppProcess app =
            app(FailureApp.class, driver)
                .env("OTEL_TRACES_SAMPLER", "parentbased_always_off")
                .otlp(sink)
                .args(url, user)
                .start()) {
      app.awaitLine("^(done|Exception in thread.*)$", LIMIT);
      assertTrue(app.lines().contains("done"), app.toString());
      Exposition page = app.scrape();
      assertEquals(new TreeMap<>(expected), failures(page), app.toString());

      // One that went well, and those whose time was up; maybe the one that was cancelled.
      int slow = (int) page.sum("database_slow_queries_total");
      int certain = 1 + expected.get("timeout 57");
      assertTrue(slow == certain || slow == certain + 1, page.text());
      List<OtlpSpan> spans = sink.awaitSpans(span -> true, slow);
      assertEquals(slow, spans.size());
      assertEquals(slow, spans.stream().filter(QueriesIT::isSlow).count());
      assertTrue(spans.stream().anyMatch(span -> "timeout".equals(failure(span))));
      assertEquals(0, page.sum("sidelight_advice_errors_total"), page.text());
    }
  }

  @Test
  void countsWhatPostgresCounts() throws IOException {
    try (PostgresServer server = Embedded.postgres();
        AppProcess app =
            app(LoadApp.class, "postgresql-42.7")
                .classPath(Libraries.dir(MODULE, "pools"))
                .env("OTEL_TRACES_EXPORTER", "none")
                .args(server.jdbcUrl(), server.user())
                .start()) {
      app.awaitLine("^(done|Exception in thread.*)$", LIMIT);
      Map<String, Integer> calls = new TreeMap<>();
      for (String line : app.lines()) {
        if (line.startsWith("calls ")) {
          String[] words = line.split(" ");
          calls.put(words[1], Integer.parseInt(words[2]));
        }
      }
      Exposition page = app.scrape();
      Map<String, Integer> counted = new TreeMap<>();
      for (Sample sample : page.series("database_queries_total")) {
        Map<String, String> labels = sample.labels();
        if (labels.get("table").equals("load_t") && !labels.get("operation").equals("CREATE")) {
          counted.merge(labels.get("operation"), (int) sample.value(), Integer::sum);
        }
      }

      assertEquals(Set.of("INSERT", "UPDATE", "SELECT", "DELETE"), calls.keySet(), app.toString());
      assertEquals(1600, calls.get("INSERT"));
      assertEquals(calls, counted);
      assertEquals(1066, page.value("database_queries_total", "operation", "COMMIT"));
      assertEquals(534, page.value("database_queries_total", "operation", "ROLLBACK"));
    }
  }

  private static boolean isSlow(OtlpSpan span) {
    return Boolean.TRUE.equals(span.attributes().get("sidelight.slow"))
        && span.string("db.query.text") != null;
  }

  private static String failure(OtlpSpan span) {
    return span.string("sidelight.db.failure");
  }

  @Test
  void tellsOfQueriesThatComeTooOften() throws IOException, InterruptedException {
    try (OtlpSink sink = OtlpSink.start();
        AppProcess app = app(ShopApp.class, "h2-2.4").otlp(sink).args(H2, "sa").start()) {
      int port = app.port("^listening on (\\d+)");
      orders(port, 10);
      orders(port, 11);
      orders(port, 40);
      Exposition page = app.scrape();
      assertEquals(
          2,
          page.value("database_n_plus_one_total", "route", "/orders/*", "query", "select lines"),
          page.text());
      assertEquals(3, page.value("database_statements_per_request_count", "route", "/orders/*"));
      assertEquals(64, page.value("database_statements_per_request_sum", "route", "/orders/*"));

      assertEquals(61, page.value("database_result_rows_sum", "table", "orders"), page.text());
      assertEquals(3, page.value("database_fetch_duration_seconds_count", "table", "orders"));

      List<OtlpSpan> requests = sink.awaitSpans(span -> span.kind().equals("SERVER"), 3);
      assertNull(requests.get(0).string("sidelight.n_plus_one.query"));
      assertEquals(11L, requests.get(0).number("sidelight.db.statements"));
      assertEquals("select lines", requests.get(2).string("sidelight.n_plus_one.query"));
      assertEquals(40L, requests.get(2).number("sidelight.n_plus_one.count"));
    }
  }

  @Test
  void tellsInTheTraceOfRowsThatTookLong() throws IOException, InterruptedException {
    try (OtlpSink sink = OtlpSink.start();
        AppProcess app =
            app(ShopApp.class, "h2-2.4")
                .agentArg("sql.wait-threshold", "0ms")
                .otlp(sink)
                .args(H2, "sa")
                .start()) {
      orders(app.port("^listening on (\\d+)"), 4);
      OtlpSpan request = sink.awaitSpans(span -> span.kind().equals("SERVER"), 1).get(0);
      OtlpSpan fetch = sink.awaitSpans(span -> span.name().equals("FETCH select orders"), 1).get(0);
      assertEquals(request.spanId(), fetch.parentId());
      assertEquals(4L, fetch.number("db.response.returned_rows"));
      assertTrue((double) fetch.attributes().get("sidelight.fetch.seconds") > 0);
    }
  }

  @Test
  void tellsParametersOnlyIfAsked() throws IOException, InterruptedException {
    for (boolean asked : new boolean[] {false, true}) {
      try (OtlpSink sink = OtlpSink.start();
          AppProcess app =
              app(ShopApp.class, "h2-2.4")
                  .agentArg("sql.parameters", "" + asked)
                  .otlp(sink)
                  .args(H2, "sa")
                  .start()) {
        orders(app.port("^listening on (\\d+)"), 2);
        List<OtlpSpan> orders = sink.awaitSpans(span -> span.name().equals("select orders"), 1);
        assertEquals(asked ? "2" : null, orders.get(0).string("db.query.parameter.0"));
        assertNull(orders.get(0).string("db.query.parameter.1"));
      }
    }
  }

  private static void orders(int port, int number) throws IOException, InterruptedException {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/orders?" + number))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertEquals(204, response.statusCode());
  }
}
