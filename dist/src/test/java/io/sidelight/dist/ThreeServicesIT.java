package io.sidelight.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.OtlpSink;
import io.sidelight.test.OtlpSpan;
import io.sidelight.test.SpanTree;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Three services on three containers, each with the agent: the shop (Tomcat) works out a checkout
 * on another thread, and calls the inventory (Jetty) and the payment (Undertow), which answers from
 * another thread, too.
 */
class ThreeServicesIT {
  private static final int CHECKOUTS = 40;

  /** What the trace ids of this test begin with. */
  private static final String CALLER = "c0ffee";

  private static final String CHECKOUT =
      """
      SERVER POST /api/checkout (remote parent)
        CLIENT POST
          SERVER POST /api/reservations/*
            CLIENT INCRBY
        CLIENT UPDATE products
        CLIENT SELECT products
        CLIENT INSERT orders
        CLIENT INSERT order_lines
        CLIENT COMMIT
        CLIENT DEL
        CLIENT POST
          SERVER POST /api/payments
            CLIENT INSERT payments
      """;

  private static AppProcess service(OtlpSink sink, String name) {
    return AppProcess.builder()
        .otlp(sink)
        .jar(AgentJar.repository().resolve("test-apps/" + name + "/target/" + name + ".jar"))
        .args("--port", "0")
        .start();
  }

  private static String url(AppProcess service, String name) {
    return "http://localhost:" + service.port(name + " listening on http://localhost:(\\d+)");
  }

  @Test
  void aCheckoutIsOneTraceThroughAllOfThem() throws Exception {
    try (OtlpSink sink = OtlpSink.start();
        AppProcess inventory = service(sink, "inventory");
        AppProcess payment = service(sink, "payment");
        Shop shop =
            new Shop(
                AppProcess.builder()
                    .otlp(sink)
                    .env("INVENTORY_URL", url(inventory, "inventory"))
                    .env("PAYMENT_URL", url(payment, "payment")))) {
      checkOutAtOnce(shop);

      int spansEach = (int) CHECKOUT.lines().count();
      List<OtlpSpan> spans = sink.awaitSpans(ThreeServicesIT::isOfCheckout, CHECKOUTS * spansEach);
      Map<String, List<OtlpSpan>> traces =
          spans.stream()
              .collect(Collectors.groupingBy(OtlpSpan::traceId, TreeMap::new, Collectors.toList()));
      assertEquals(CHECKOUTS, traces.size());
      for (List<OtlpSpan> trace : traces.values()) {
        assertEquals(CHECKOUT, SpanTree.of(trace));
        Set<Object> services = new TreeSet<>();
        trace.forEach(span -> services.add(span.resourceAttributes().get("service.name")));
        assertEquals(Set.of("inventory", "payment", "shop"), services);
      }

      assertEquals(
          CHECKOUTS * 2,
          shop.process()
              .scrape()
              .value(
                  "http_client_requests_total",
                  "host",
                  "localhost",
                  "method",
                  "POST",
                  "status_code",
                  "201"));
      assertEquals(CHECKOUTS, served(inventory, "/api/reservations/*"));
      assertEquals(CHECKOUTS, served(payment, "/api/payments"));
      for (AppProcess service : List.of(inventory, payment, shop.process())) {
        assertEquals(0, service.scrape().sum("sidelight_advice_errors_total"));
        assertEquals(0, service.scrape().sum("http_active_requests"));
      }
    }
  }

  /** Without the connections to Redis that some checkout or other is the first to need. */
  private static boolean isOfCheckout(OtlpSpan span) {
    return span.traceId().startsWith(CALLER) && !span.name().equals("CONNECT");
  }

  private static double served(AppProcess service, String route) {
    return service
        .scrape()
        .value("http_requests_total", "method", "POST", "route", route, "status_code", "201");
  }

  /** From several threads, so that checkouts meet on the pools of all three. */
  private static void checkOutAtOnce(Shop shop) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> answers =
          IntStream.range(0, CHECKOUTS)
              .mapToObj(
                  i ->
                      threads.submit(
                          () ->
                              shop.checkOut(
                                  1 + i % 11,
                                  "traceparent",
                                  String.format("00-%s%026x-00f067aa0ba902b7-01", CALLER, i + 1))))
              .toList();
      for (Future<Integer> answer : answers) {
        assertEquals(201, answer.get());
      }
    } finally {
      threads.shutdown();
    }
  }
}
