package io.sidelight.inst.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.jdbc.HibernateApp;
import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.Exposition;
import io.sidelight.test.Libraries;
import io.sidelight.test.OtlpSink;
import io.sidelight.test.OtlpSpan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One query through Hikari, proxies that log, and Hibernate is one query. */
class HibernateIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Path MODULE = AgentJar.repository().resolve("instrumentations/jdbc");

  @ParameterizedTest
  @ValueSource(strings = {"hibernate-5.6", "hibernate-7.1"})
  void isOneQuery(String version) {
    AppProcessBuilder builder =
        AppProcess.builder()
            .classPathOf(HibernateApp.class)
            .classPath(Libraries.dir(MODULE, version))
            .jvmArgs(
                "-Xmx256m",
                "-Dp6spy.config.modulelist=com.p6spy.engine.logging.P6LogFactory",
                "-Dp6spy.config.appender=com.p6spy.engine.spy.appender.StdoutLogger")
            .main(HibernateApp.class);
    try (OtlpSink sink = OtlpSink.start();
        AppProcess app = builder.otlp(sink).start()) {
      app.awaitLine("^(done|Exception in thread.*)$", LIMIT);
      assertTrue(app.lines().contains("read 3"), app.toString());
      Exposition page = app.scrape();
      List<OtlpSpan> spans = sink.awaitSpans(span -> true, 6);
      Map<String, Integer> names = new TreeMap<>();
      for (OtlpSpan span : spans) {
        names.merge(span.name(), 1, Integer::sum);
      }

      assertEquals(
          Map.of(
              "CREATE TABLE products", 1, "INSERT products", 3, "SELECT products", 1, "COMMIT", 1),
          names);
      assertEquals(
          3,
          page.value(
              "database_queries_total",
              "operation",
              "INSERT",
              "table",
              "products",
              "status",
              "success"));
      assertEquals(
          1,
          page.value(
              "database_queries_total",
              "operation",
              "SELECT",
              "table",
              "products",
              "status",
              "success"));
      assertEquals(6, page.sum("database_queries_total"), page.text());
      assertEquals(3, page.sum("database_result_rows_sum"), page.text());
      assertEquals(
          page.sum("database_connection_wait_seconds_count"),
          page.sum("database_connection_use_seconds_count"));
      assertEquals(0, page.sum("sidelight_advice_errors_total"), page.text());
    }
  }
}
