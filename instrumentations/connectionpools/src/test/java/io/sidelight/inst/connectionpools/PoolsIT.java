package io.sidelight.inst.connectionpools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.pools.PoolApp;
import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.Await;
import io.sidelight.test.Exposition;
import io.sidelight.test.Libraries;
import io.sidelight.test.OtlpSink;
import io.sidelight.test.OtlpSpan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each pool of two connections, held, waited for, given up and closed. */
class PoolsIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Path MODULE =
      AgentJar.repository().resolve("instrumentations/connectionpools");

  private final HttpClient client = HttpClient.newHttpClient();
  private int port;

  /**
   * @param creates whether it is known which pool a connection is opened for
   */
  @ParameterizedTest
  @CsvSource({
    "hikari, hikari-2.0, orders, true",
    "hikari, hikari-2.3, orders, true",
    "hikari, hikari-2.7, orders, true",
    "hikari, hikari-7.0, orders, true",
    "tomcat-jdbc, tomcat-jdbc-7.0, orders, true",
    "tomcat-jdbc, tomcat-jdbc-11.0, orders, true",
    "dbcp, dbcp-1.2, dbcp-1, true",
    "dbcp, dbcp-1.4, dbcp-1, true",
    "dbcp2, dbcp2-2.0, orders, true",
    "dbcp2, dbcp2-2.14, orders, true",
    "tomcat-dbcp1, tomcat-dbcp-7.0, dbcp-1, true",
    "tomcat-dbcp, tomcat-dbcp-11.0, orders, true",
    "c3p0, c3p0-0.9, orders, false",
    "c3p0, c3p0-0.12, orders, false",
    "druid, druid-1.0, orders, true",
    "druid, druid-1.2, orders, true",
    "vibur, vibur-9, orders, false",
    "vibur, vibur-26, orders, false",
    "agroal, agroal-1.16, agroal-1, false",
    "agroal, agroal-3.0, agroal-1, false",
    "ucp, ucp-19.3, orders, false",
    "ucp, ucp-23.9, orders, false",
  })
  void tellsOfAPool(String kind, String libraries, String name, boolean creates) throws Exception {
    try (OtlpSink sink = OtlpSink.start();
        AppProcess app =
            AppProcess.builder()
                .classPathOf(PoolApp.class)
                .classPath(Libraries.dir(MODULE, libraries))
                .classPath(Libraries.dir(MODULE, "h2"))
                .jvmArgs("--add-opens=java.base/java.lang=ALL-UNNAMED")
                .agentArg("sql.wait-threshold", "1ms")
                .main(PoolApp.class)
                .otlp(sink)
                .args(kind)
                .start()) {
      port = app.port("^listening on (\\d+)");
      assertEquals("200 false", get("/one").replace("true", "false"));
      // This version tries whether it can.
      int own = libraries.equals("hikari-2.3") ? 1 : 0;
      assertTrue(get("/hold").startsWith("200"), app.toString());
      assertTrue(get("/hold").startsWith("200"), app.toString());
      Exposition page = app.scrape();
      assertEquals(2, connections(page, name, "active"), page.text());
      assertEquals(0, connections(page, name, "idle"), page.text());
      assertEquals(2, page.value("database_connection_pool_max", "pool", name));
      assertEquals(1, page.value("database_connection_pool_min", "pool", name));

      CompletableFuture<String> late = getAsync("/one");
      if (page.has("database_connection_pool", "pool", name, "state", "waiting")) {
        Await.until(
            "somebody who waits",
            LIMIT,
            app::scrape,
            now -> connections(now, name, "waiting") == 1);
      } else {
        assertTrue(kind.startsWith("vibur") || kind.endsWith("dbcp") || kind.endsWith("dbcp1"));
        Await.until("a span of who waits", LIMIT, () -> active(app) == 1);
      }
      get("/release");
      assertTrue(late.get().startsWith("200"), late.get());
      get("/hold");
      String refused = get("/one");
      assertTrue(refused.startsWith("503"), refused);
      get("/release");
      get("/release");
      page = Await.until("all given back", LIMIT, app::scrape, now -> used(now, name) == 5 + own);

      assertEquals(0, connections(page, name, "active"), page.text());
      assertEquals(3, waited(page, name, "/one/*"), page.text());
      assertEquals(3, waited(page, name, "/hold/*"), page.text());
      assertTrue(sum(page, name, "/one/*") > 1, page.text());
      assertEquals(1, page.value("database_connection_timeouts_total", "pool", name));
      double opened = Double.parseDouble(get("/opened").substring(4));
      assertEquals(opened, page.sum("database_connection_create_seconds_count"), page.text());
      if (creates) {
        assertEquals(
            opened,
            page.value("database_connection_create_seconds_count", "pool", name),
            page.text());
      }
      spans(sink, name);

      assertTrue(get("/close").startsWith("200"));
      page = app.scrape();
      if (!kind.equals("ucp")) {
        assertFalse(page.has("database_connection_pool", "pool", name), page.text());
        assertFalse(page.has("database_connection_pool_max", "pool", name), page.text());
      }
      assertEquals(0, page.sum("sidelight_advice_errors_total"), page.text());
    }
  }

  private static void spans(OtlpSink sink, String name) {
    OtlpSpan failed =
        sink.awaitSpans(span -> span.name().equals("getConnection " + name) && span.isError(), 1)
            .get(0);
    assertEquals("INTERNAL", failed.kind());
    assertEquals(name, failed.string("db.client.connection.pool.name"));
    assertFalse(failed.parentId().isEmpty());
  }

  private static double active(AppProcess app) {
    return app.scrape().sum("http_active_requests");
  }

  private static double connections(Exposition page, String pool, String state) {
    return page.value("database_connection_pool", "pool", pool, "state", state);
  }

  private static double used(Exposition page, String pool) {
    return page.value("database_connection_use_seconds_count", "pool", pool);
  }

  private static double waited(Exposition page, String pool, String route) {
    return page.value("database_connection_wait_seconds_count", "pool", pool, "route", route);
  }

  private static double sum(Exposition page, String pool, String route) {
    return page.value("database_connection_wait_seconds_sum", "pool", pool, "route", route);
  }

  private String get(String path) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(request(path), HttpResponse.BodyHandlers.ofString());
    return response.statusCode() + " " + response.body();
  }

  private CompletableFuture<String> getAsync(String path) {
    return client
        .sendAsync(request(path), HttpResponse.BodyHandlers.ofString())
        .thenApply(response -> response.statusCode() + " " + response.body());
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
  }
}
