package io.sidelight.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.Await;
import io.sidelight.test.Exposition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The agent loaded into an application that runs, and is busy. */
class AttachIT {

  private static final int CLIENTS = 4;
  private static final String[][] EXPECTED = {
    {"GET /hello", "HTTP/1.1 200", "hello"},
    {"GET /order", "HTTP/1.1 200", ""},
    {"GET /async", "HTTP/1.1 200", "later"},
    {"GET /async?how=dispatch", "HTTP/1.1 200", "hello"},
    {"GET /forward", "HTTP/1.1 200", "hello"},
    {"GET /fail", "HTTP/1.1 500", ""},
    {"GET /no/such", "HTTP/1.1 404", ""},
  };

  @Test
  void harmsNoRequestAndCountsEveryLaterOne() throws Exception {
    try (LegacyApp app = LegacyApp.start(LegacyApp.builder().agent(false))) {
      ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
      AtomicBoolean busy = new AtomicBoolean(true);
      AtomicInteger sent = new AtomicInteger();
      List<Future<?>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(threads.submit(() -> sendWhile(busy, app, sent)));
      }
      Await.until("load", Programs.LIMIT, () -> sent.get() > 500);
      attach(app);
      app.process().sidecar();
      int attached = sent.get();
      Await.until("load after attaching", Programs.LIMIT, () -> sent.get() > attached + 500);
      busy.set(false);
      for (Future<?> client : clients) {
        client.get();
      }
      threads.shutdown();
      assertCountsExactly(app);

      attach(app);
      app.process().awaitLine("already running", Programs.LIMIT);
      assertCountsExactly(app);
      assertEquals(2, Programs.ofAgent(app.process().lines()).size(), app::toString);
      List<String> ofJvm =
          app.process().lines().stream().filter(line -> line.startsWith("WARNING: ")).toList();
      // From Java 21 on the JVM says that an agent was loaded, which is so; nothing else is amiss.
      assertTrue(
          ofJvm.isEmpty() || ofJvm.get(0).contains("A Java agent has been loaded dynamically"),
          ofJvm::toString);
      assertTrue(ofJvm.isEmpty() || Runtime.version().feature() >= 21, ofJvm::toString);
    }
  }

  private static void attach(LegacyApp app) {
    List<String> said =
        Programs.run(
            AppProcess.builder()
                .agent(false)
                .jar(AgentJar.path())
                .args(
                    "attach", "" + app.process().pid(), "metrics.port=0", "traces.exporter=none"));
    assertEquals(
        List.of("attached to process " + app.process().pid() + "; see its standard error"), said);
  }

  private static void sendWhile(AtomicBoolean busy, LegacyApp app, AtomicInteger sent) {
    do {
      for (String[] one : EXPECTED) {
        String answer = app.answer(one[0]);
        assertTrue(
            answer.startsWith(one[1]) && answer.endsWith(one[2]), () -> one[0] + "\n" + answer);
        sent.incrementAndGet();
      }
    } while (busy.get());
  }

  /** What is sent from here on, no more and no less. */
  private static void assertCountsExactly(LegacyApp app) {
    // A request may be counted a moment after its answer has arrived.
    Await.until(
        "calm", Programs.LIMIT, () -> app.process().scrape().sum("http_active_requests") == 0);
    Exposition before = app.process().scrape();
    for (int i = 0; i < 3; i++) {
      for (String[] one : EXPECTED) {
        app.answer(one[0]);
      }
    }
    double requests = before.sum("http_requests_total") + 3 * EXPECTED.length;
    Exposition after =
        Await.until(
            requests + " requests",
            Programs.LIMIT,
            () -> app.process().scrape(),
            page -> page.sum("http_requests_total") >= requests);
    assertEquals(requests, after.sum("http_requests_total"));
    for (String[] series :
        new String[][] {
          {"/hello", "200"}, {"/order", "200"}, {"/forward", "200"}, {"/fail", "500"}, {"/", "404"}
        }) {
      String[] labels = {"method", "GET", "route", series[0], "status_code", series[1]};
      assertEquals(
          3,
          after.sum("http_requests_total", labels) - before.sum("http_requests_total", labels),
          series[0]);
    }
    // An order runs four statements, of a driver that was loaded long before.
    assertEquals(12, after.sum("database_queries_total") - before.sum("database_queries_total"));
    assertEquals(0, after.sum("http_active_requests"));
    assertEquals(0, after.sum("sidelight_advice_errors_total"));
  }
}
