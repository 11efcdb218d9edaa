package io.sidelight.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.test.Await;
import io.sidelight.test.Exposition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The default data source of a server, of two connections: held, waited for, given up. */
class DataSourceIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path folder;

  private Running running;
  private String pool;

  @ParameterizedTest
  @CsvSource({
    "WILDFLY_26, ExampleDS",
    "WILDFLY_39, ExampleDS",
    "LIBERTY_SERVLET_4, DefaultDataSource",
    "LIBERTY_SERVLET_6, DefaultDataSource",
    "TOMEE_8, DefaultDB",
    "TOMEE_9, DefaultDB",
    "PAYARA_5, H2Pool",
    "PAYARA_6, H2Pool",
  })
  void tellsOfTheServersPool(Server server, String name) throws Exception {
    Assumptions.assumeTrue(server.isWanted());
    Assumptions.assumeTrue(server.remark().isEmpty(), server::remark);
    pool = name;
    Path work = folder.resolve("server");
    try (Running site = new Running(server, work, () -> server.launcher.limitDataSource(work))) {
      running = site;
      site.awaitDeployed();
      String created = get("create");
      assertTrue(created.contains("created"), created);
      for (int i = 0; i < 3; i++) {
        assertTrue(get("query").contains("Emma"));
      }
      Exposition page = settled();
      assertEquals(0, connections(page, "active"), page.text());
      assertEquals(3, waited(page, "query"), page.text());
      assertEquals(4, used(page), page.text());
      assertEquals(2, page.value("database_connection_pool_max", "pool", pool), page.text());
      assertTrue(page.has("database_connection_pool_min", "pool", pool), page.text());
      assertEquals(3, queries(page, "query"), page.text());

      String asked = get("transaction");
      assertTrue(asked.contains("asked in one transaction"), asked);
      page = settled();
      assertEquals(2, queries(page, "transaction"), page.text());
      assertEquals(0, connections(page, "active"), page.text());
      double before = used(page);

      List<CompletableFuture<String>> held = new ArrayList<>();
      held.add(getAsync("hold"));
      held.add(getAsync("hold"));
      page = Await.until("both lent", LIMIT, this::scrape, now -> connections(now, "active") == 2);
      assertEquals(0, connections(page, "idle"), page.text());
      CompletableFuture<String> late = getAsync("query");
      if (page.has("database_connection_pool", "pool", pool, "state", "waiting")) {
        Await.until("who waits", LIMIT, this::scrape, now -> connections(now, "waiting") == 1);
      }
      assertTrue(late.get().contains("refused"), late.get());
      get("release");
      get("release");
      for (CompletableFuture<String> one : held) {
        assertTrue(one.get().contains("Emma"), one.get());
      }
      page = settled();
      assertEquals(0, connections(page, "active"), page.text());
      assertEquals(
          1,
          page.value("database_connection_timeouts_total", "pool", pool),
          late.get() + page.text());
      assertEquals(2, waited(page, "hold"), page.text());
      assertEquals(4, waited(page, "query"), page.text());
      assertEquals(before + 2, used(page), page.text());
      assertEquals(0, page.sum("sidelight_advice_errors_total"), page.text());
    }
  }

  private Exposition scrape() {
    return running.process.scrape();
  }

  /** When no request is under way. */
  private Exposition settled() {
    return Await.until(
        "no active request", LIMIT, this::scrape, page -> page.sum("http_active_requests") == 0);
  }

  private double connections(Exposition page, String state) {
    return page.has("database_connection_pool", "pool", pool, "state", state)
        ? page.value("database_connection_pool", "pool", pool, "state", state)
        : -1;
  }

  private double used(Exposition page) {
    return page.value("database_connection_use_seconds_count", "pool", pool);
  }

  private double waited(Exposition page, String path) {
    return page.value(
        "database_connection_wait_seconds_count", "pool", pool, "route", "/app/data/" + path);
  }

  private static double queries(Exposition page, String path) {
    return page.sum("database_statements_per_request_sum", "route", "/app/data/" + path);
  }

  private CompletableFuture<String> getAsync(String path) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return get(path);
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private String get(String path) throws IOException {
    return Wire.exchange(running.port, Scenario.get("", "/data/" + path).text(Running.UNSAMPLED));
  }
}
