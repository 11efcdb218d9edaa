package io.sidelight.inst.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.jdbc.DriverApp;
import com.example.jdbc.DriverClasses;
import io.sidelight.servers.MariaDbServer;
import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.Exposition;
import io.sidelight.test.Libraries;
import io.sidelight.test.OtlpSink;
import io.sidelight.test.OtlpSpan;
import io.sidelight.test.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drivers beside those of {@link JdbcIT}: used, or, where no server is at hand, verified. */
class DriversIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Path MODULE = AgentJar.repository().resolve("instrumentations/jdbc");

  @ParameterizedTest
  @CsvSource({
    "derby-10.14, jdbc:derby:memory:shop;create=true, derby, shop",
    "derby-10.16, jdbc:derby:memory:shop;create=true, derby, shop",
    "sqlite-3.42, jdbc:sqlite:shop.db, sqlite, shop.db",
    "sqlite-3.50, jdbc:sqlite:shop.db, sqlite, shop.db",
  })
  void measuresEachCallOnce(
      String driver, String url, String system, String namespace, @TempDir Path folder) {
    check(driver, url, "sa", system, namespace, folder);
  }

  @ParameterizedTest
  @CsvSource({
    "mysql-5.1, jdbc:mysql:, mysql",
    "mysql-9, jdbc:mysql:, mysql",
    "mariadb-2.7, jdbc:mariadb:, mariadb",
    "mariadb-3.5, jdbc:mariadb:, mariadb",
  })
  void measuresEachCallToMariaDbOnce(
      String driver, String scheme, String system, @TempDir Path folder) throws IOException {
    Assumptions.assumeTrue(MariaDbServer.runsHere());
    Path archive = Libraries.dir(MODULE, "mariadb-server").get(0);
    try (MariaDbServer server = MariaDbServer.start(archive)) {
      String url = scheme + "//127.0.0.1:" + server.port() + '/' + MariaDbServer.DATABASE;
      check(
          driver,
          url + "?useSSL=false",
          MariaDbServer.USER,
          system,
          MariaDbServer.DATABASE,
          folder);
    }
  }

  private static void check(
      String driver, String url, String user, String system, String namespace, Path folder) {
    try (OtlpSink sink = OtlpSink.start();
        AppProcess app =
            AppProcess.builder()
                .classPathOf(DriverApp.class)
                .classPath(Libraries.dir(MODULE, driver))
                .main(DriverApp.class)
                .directory(folder)
                .otlp(sink)
                .args(url, user)
                .start()) {
      app.awaitLine("^(done|Exception in thread.*)$", LIMIT);
      assertTrue(app.lines().contains("done"), app.toString());
      Map<String, Integer> expected = new TreeMap<>();
      for (String line : app.lines()) {
        if (line.startsWith("count ")) {
          int last = line.lastIndexOf(' ');
          expected.put(line.substring(6, last), Integer.parseInt(line.substring(last + 1)));
        }
      }
      Exposition page = app.scrape();
      Map<String, Integer> counted = new TreeMap<>();
      for (Sample sample : page.series("database_queries_total")) {
        Map<String, String> labels = sample.labels();
        counted.put(
            labels.get("operation") + ' ' + labels.get("table") + ' ' + labels.get("status"),
            (int) sample.value());
      }
      int total = expected.values().stream().mapToInt(Integer::intValue).sum();
      List<OtlpSpan> spans = sink.awaitSpans(span -> true, total);

      assertEquals(expected, counted);
      assertTrue(
          app.lines().contains("rows " + (int) page.sum("database_result_rows_sum")), page.text());
      assertEquals(total, spans.size());
      for (OtlpSpan span : spans) {
        assertEquals(system, span.string("db.system.name"));
        assertEquals(namespace, span.string("db.namespace"));
      }
      assertEquals(0, page.sum("sidelight_advice_errors_total"), page.text());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql-5.1",
        "mysql-9",
        "mariadb-2.7",
        "mariadb-3.5",
        "sqlserver-9",
        "sqlserver-13",
        "oracle-19",
        "oracle-23"
      })
  void leavesClassesOfADriverWhole(String driver) {
    List<Path> jars = Libraries.dir(MODULE, driver);
    try (AppProcess app =
        AppProcess.builder()
            .classPathOf(DriverClasses.class)
            .classPath(jars)
            .main(DriverClasses.class)
            .env("OTEL_TRACES_EXPORTER", "none")
            .args(jars.stream().map(Path::toString).toArray(String[]::new))
            .start()) {
      app.awaitLine("^(done|Exception in thread.*)$", LIMIT);
      assertTrue(app.lines().contains("done"), app.toString());
      assertTrue(app.lines().stream().noneMatch(line -> line.startsWith("broken")), app.toString());
      assertTrue(app.lines().stream().anyMatch(line -> line.matches("linked \\d{2,}")), "" + app);
      Exposition page = app.scrape();
      double woven = page.value("sidelight_classes_transformed_total", "instrumentation", "jdbc");
      // At least a driver, a connection, statements of three kinds and a result.
      assertTrue(woven >= 6, page.text());
      assertEquals(0, page.sum("sidelight_advice_errors_total"), app + page.text());
    }
  }
}
