package io.sidelight.inst.jdbc;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.jdbc.JdbcApp;
import com.example.jdbc.Scenario;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way to run a statement through every kind of wrapper: one query, one measurement. */
class JdbcIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Path MODULE = AgentJar.repository().resolve("instrumentations/jdbc");
  private static final String[] WAYS = {"driver", "hikari", "dbcp", "tomcat", "source", "logging"};

  @ParameterizedTest
  @CsvSource({"postgresql-42.7, pools", "postgresql-42.2, pools-java8"})
  void postgres(String driver, String pools) throws IOException {
    try (PostgresServer server = Embedded.postgres()) {
      checkEverything(driver, pools, server.jdbcUrl(), server.user(), server.port());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "h2-2.4, pools, jdbc:h2:mem:postgres;DB_CLOSE_DELAY=-1",
    "h2-1.4, pools-java8, jdbc:h2:mem:postgres;DB_CLOSE_DELAY=-1",
    "hsqldb-2.7, pools, jdbc:hsqldb:mem:postgres",
  })
  void inMemory(String driver, String pools, String url) {
    checkEverything(driver, pools, url, "SA", -1);
  }

  private void checkEverything(String driver, String pools, String url, String user, int port) {
    try (OtlpSink sink = OtlpSink.start();
        AppProcess app = app(driver, pools).otlp(sink).args(url, user).args(WAYS).start()) {
      Map<String, Integer> expected = counts(app);
      Exposition page = app.scrape();
      int total = expected.values().stream().mapToInt(Integer::intValue).sum();
      List<OtlpSpan> spans = sink.awaitSpans(span -> true, total);

      assertEquals(expected, counted(page));
      assertEquals(total, spans.size());
      assertEquals(rows(app), rowsRead(page), page.text());
      assertFalse(page.text().contains(Scenario.SECRET));
      assertEquals(0, page.sum("sidelight_advice_errors_total"), page.text());
      String system = driver.replaceFirst("-.*", "").replace("h2", "h2database");
      for (OtlpSpan span : spans) {
        check(span, system, port);
      }
      checkBatches(spans);
      checkErrors(spans, expected);
    }
  }

  private static void check(OtlpSpan span, String system, int port) {
    String all = span.proto().toString();
    assertAll(
        all,
        () -> assertEquals("CLIENT", span.kind()),
        () -> assertEquals(system, span.string("db.system.name")),
        () -> assertEquals("postgres", span.string("db.namespace")),
        () -> assertEquals(port < 0 ? null : "localhost", span.string("server.address")),
        () -> assertEquals(port < 0 ? null : (long) port, span.number("server.port")),
        () -> assertEquals(span.string("db.query.summary"), span.name()),
        () -> assertNotNull(span.string("db.query.text")),
        () -> assertFalse(all.contains(Scenario.SECRET)),
        () -> assertTrue(all.length() < 20_000, "a text of a megabyte"));
  }

  private static void checkBatches(List<OtlpSpan> spans) {
    TreeSet<Long> sizes = new TreeSet<>();
    for (OtlpSpan span : spans) {
      Long size = span.number("db.operation.batch.size");
      if (size != null) {
        sizes.add(size);
        assertEquals("INSERT", span.string("db.operation.name"));
      }
    }
    assertEquals(new TreeSet<>(List.of(3L, 5L, 200L)), sizes);
    long batches =
        spans.stream().filter(span -> span.number("db.operation.batch.size") != null).count();
    assertEquals(3L * WAYS.length, batches);
  }

  private static void checkErrors(List<OtlpSpan> spans, Map<String, Integer> expected) {
    int errors = 0;
    int failed = 0;
    for (Map.Entry<String, Integer> count : expected.entrySet()) {
      failed += count.getKey().endsWith(" error") ? count.getValue() : 0;
    }
    for (OtlpSpan span : spans) {
      if (span.isError()) {
        errors++;
        String type = span.string("error.type");
        assertEquals(1, span.events("exception").size());
        assertFalse(span.events("exception").get(0).containsKey("exception.message"));
        String state = span.string("db.response.status_code");
        assertEquals(state == null ? "java.sql.SQLException" : state, type);
        assertTrue(state == null || state.matches("[0-9A-Z]{5}"), state);
      }
    }
    assertEquals(failed, errors);
  }

  /** 10,000 queries of 8 threads; and who asks a connection for its metadata, which may cost. */
  @Test
  void countsExactlyAndNeverAsksWhatItKnows() {
    try (AppProcess app =
        app("h2-2.4", "pools")
            .env("OTEL_TRACES_EXPORTER", "none")
            .args("jdbc:h2:mem:postgres;DB_CLOSE_DELAY=-1", "SA", "load", "metadata")
            .start()) {
      Map<String, Integer> expected = counts(app);

      assertEquals(10_000, expected.get("SELECT information_schema.tables success"));
      assertEquals(expected, counted(app.scrape()));
      assertTrue(app.lines().contains("metadata 0 1"), app.toString());
    }
  }

  private static AppProcessBuilder app(String driver, String pools) {
    return AppProcess.builder()
        .classPathOf(JdbcApp.class)
        .classPath(Libraries.dir(MODULE, driver))
        .classPath(Libraries.dir(MODULE, pools))
        .jvmArgs("-Xmx256m")
        .main(JdbcApp.class);
  }

  private static Map<String, Integer> counts(AppProcess app) {
    app.awaitLine("^(done|Exception in thread.*)$", LIMIT);
    assertTrue(app.lines().contains("done"), app.toString());
    Map<String, Integer> counts = new TreeMap<>();
    for (String line : app.lines()) {
      if (line.startsWith("count ")) {
        int last = line.lastIndexOf(' ');
        counts.put(line.substring(6, last), Integer.parseInt(line.substring(last + 1)));
      }
    }
    return counts;
  }

  private static Map<String, Integer> rows(AppProcess app) {
    Map<String, Integer> rows = new TreeMap<>();
    for (String line : app.lines()) {
      if (line.startsWith("rows ")) {
        String[] words = line.split(" ");
        rows.put(words[1], Integer.parseInt(words[2]));
      }
    }
    assertEquals(WAYS.length, rows.size());
    return rows;
  }

  private static Map<String, Integer> rowsRead(Exposition page) {
    Map<String, Integer> rows = new TreeMap<>();
    for (Sample sample : page.series("database_result_rows_sum")) {
      if (sample.labels().get("table").startsWith("t_")) {
        rows.merge(sample.labels().get("table"), (int) sample.value(), Integer::sum);
      }
    }
    return rows;
  }

  private static Map<String, Integer> counted(Exposition page) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Sample sample : page.series("database_queries_total")) {
      Map<String, String> labels = sample.labels();
      counts.put(
          labels.get("operation") + ' ' + labels.get("table") + ' ' + labels.get("status"),
          (int) sample.value());
    }
    return counts;
  }
}
