package io.sidelight.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.Await;
import io.sidelight.test.Exposition;
import io.sidelight.test.OtlpSink;
import io.sidelight.test.OtlpSpan;
import io.sidelight.test.SpanTree;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** All four kinds of calls in one realistic application with its real servers. */
class ShopIT {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @Test
  void anOrderIsOneTrace() throws Exception {
    try (OtlpSink sink = OtlpSink.start();
        Shop shop = new Shop(AppProcess.builder().otlp(sink));
        Shop.Feed feed = shop.feed()) {
      assertEquals(200, shop.get("/api/products"));
      assertEquals(201, shop.order(2, "traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01"));
      assertTrue(feed.next().contains("order"));

      sink.awaitSpans(span -> span.traceId().equals(TRACE), 8);
      List<OtlpSpan> order = sink.trace(TRACE);
      assertEquals(
          """
          SERVER POST /api/orders (remote parent)
            CLIENT UPDATE products
            CLIENT SELECT products
            CLIENT INSERT orders
            CLIENT INSERT order_lines
            CLIENT COMMIT
            CLIENT DEL
            PRODUCER send /ws/orders
          """,
          SpanTree.of(order));
      assertEquals("shop", order.get(0).resourceAttributes().get("service.name"));

      Exposition page = shop.process().scrape();
      assertEquals(
          1,
          page.value(
              "http_requests_total",
              "method",
              "POST",
              "route",
              "/api/orders",
              "status_code",
              "201"));
      assertEquals(
          1,
          page.value(
              "database_queries_total",
              "operation",
              "INSERT",
              "status",
              "success",
              "table",
              "order_lines"));
      assertEquals(1, page.value("redis_commands_total", "command", "DEL", "status", "success"));
      assertEquals(1, page.value("websocket_connections_active", "route", "/ws/orders"));
      // The order, and the answer to the listener before.
      assertEquals(
          2,
          page.value(
              "websocket_messages_total",
              "direction",
              "outbound",
              "route",
              "/ws/orders",
              "type",
              "text"));
      assertEquals(0, page.sum("sidelight_advice_errors_total"));
    }
  }

  @Test
  void attachingUnderLoadFailsNoRequestAndCountsTheNext() throws Exception {
    try (Shop shop = new Shop(AppProcess.builder().agent(false));
        Shop.Feed before = shop.feed()) {
      AtomicBoolean busy = new AtomicBoolean(true);
      AtomicInteger sent = new AtomicInteger();
      ExecutorService threads = Executors.newFixedThreadPool(4);
      List<Future<?>> clients = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        clients.add(
            threads.submit(
                () -> {
                  while (busy.get()) {
                    assertEquals(200, shop.get("/api/products"));
                    assertEquals(200, shop.get("/api/products/1"));
                    assertEquals(200, shop.get("/api/async"));
                    assertEquals(201, shop.order(1));
                    sent.incrementAndGet();
                  }
                  return null;
                }));
      }
      Await.until("load", Programs.LIMIT, () -> sent.get() > 50);
      Programs.run(
          AppProcess.builder()
              .agent(false)
              .jar(AgentJar.path())
              .args("attach", "" + shop.process().pid(), "metrics.port=0,traces.exporter=none"));
      shop.process().sidecar();
      int attached = sent.get();
      Await.until("load after attaching", Programs.LIMIT, () -> sent.get() > attached + 50);
      busy.set(false);
      for (Future<?> client : clients) {
        client.get();
      }
      threads.shutdown();

      Exposition page = calm(shop);
      double orders = page.sum("http_requests_total", "route", "/api/orders");
      double inserts = page.sum("database_queries_total", "table", "order_lines");
      double deletions = page.sum("redis_commands_total", "command", "DEL");
      assertTrue(orders > 50 && inserts > 50 && deletions > 50, page::text);
      try (Shop.Feed after = shop.feed()) {
        assertEquals(201, shop.order(3));
        after.next();
        Exposition next = calm(shop);
        assertEquals(orders + 1, next.sum("http_requests_total", "route", "/api/orders"));
        assertEquals(inserts + 1, next.sum("database_queries_total", "table", "order_lines"));
        assertEquals(deletions + 1, next.sum("redis_commands_total", "command", "DEL"));
        assertEquals(1, next.value("websocket_connections_active", "route", "/ws/orders"));
        // The order, and the answer to the listener before.
        assertEquals(2, next.sum("websocket_messages_total", "direction", "outbound"));
        assertEquals(0, next.sum("sidelight_advice_errors_total"));
      }
      before.next();
    }
  }

  /** A request may be counted a moment after its answer has arrived. */
  private static Exposition calm(Shop shop) {
    Await.until(
        "calm", Programs.LIMIT, () -> shop.process().scrape().sum("http_active_requests") == 0);
    return shop.process().scrape();
  }
}
