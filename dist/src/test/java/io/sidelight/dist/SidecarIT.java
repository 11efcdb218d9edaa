package io.sidelight.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.test.Await;
import io.sidelight.test.Exposition;
import io.sidelight.test.OtlpSink;
import io.sidelight.test.Sample;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The second port of a real application, as scrapers and others ask it. */
class SidecarIT {

  private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static OtlpSink sink;
  private static LegacyApp app;

  @BeforeAll
  static void start() {
    sink = OtlpSink.start();
    app =
        LegacyApp.start(
            LegacyApp.builder()
                .otlp(sink)
                .agentArg("metrics.naming", "both")
                .jvmArgs("-XX:NativeMemoryTracking=summary"));
    app.answers();
    app.process().sidecar();
  }

  @AfterAll
  static void stop() {
    app.close();
    sink.close();
  }

  private static HttpResponse<byte[]> ask(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(app.process().sidecar() + path))
            .method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String type(HttpResponse<?> answer) {
    return answer.headers().firstValue("Content-Type").orElse("none");
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Test
  void answersWhatItIsThereForAndNothingElse() throws Exception {
    assertEquals(200, ask("GET", "/").statusCode());
    assertEquals(200, ask("GET", "/healthz").statusCode());
    assertEquals(200, ask("GET", "/metrics").statusCode());
    for (String path :
        List.of("/no", "/metrics/x", "/metricsx", "/healthz/x", "/..%2fmetrics", "/debug")) {
      assertEquals(404, ask("GET", path).statusCode(), path);
    }
    for (String path : List.of("/", "/healthz", "/metrics")) {
      HttpResponse<byte[]> head = ask("HEAD", path);
      assertEquals(200, head.statusCode(), path);
      assertEquals(0, head.body().length, path);
      for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "BREW")) {
        HttpResponse<byte[]> answer = ask(method, path);
        assertEquals(405, answer.statusCode(), method + " " + path);
        assertEquals(
            "GET, HEAD", answer.headers().firstValue("Allow").orElse("none"), method + " " + path);
      }
    }
  }

  @Test
  void speaksTextOpenMetricsAndGzip() throws Exception {
    HttpResponse<byte[]> plain = ask("GET", "/metrics");
    assertEquals("text/plain; version=0.0.4; charset=utf-8", type(plain));
    HttpResponse<byte[]> open = ask("GET", "/metrics", "Accept", OPEN_METRICS);
    assertEquals("application/openmetrics-text; version=1.0.0; charset=utf-8", type(open));
    assertTrue(text(open).endsWith("# EOF\n"), "OpenMetrics must end so");
    HttpResponse<byte[]> zipped = ask("GET", "/metrics", "Accept-Encoding", "gzip");
    assertEquals("gzip", zipped.headers().firstValue("Content-Encoding").orElse("none"));
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
      Exposition page = Exposition.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      assertEquals(Exposition.parse(text(plain)).names(), page.names());
    }
  }

  @Test
  void givesOnlyTheMetricsNamed() throws Exception {
    String query = "/metrics?name%5B%5D=http_requests_total&name%5B%5D=sidelight_build_info";
    assertEquals(
        Set.of("http_requests_total", "sidelight_build_info"),
        Exposition.parse(text(ask("GET", query))).names());
  }

  @Test
  void exemplarsLeadToTracesThatWereExported() throws Exception {
    sink.awaitSpans(span -> span.kind().equals("SERVER"), LegacyApp.REQUESTS.size());
    Exposition page = Exposition.parse(text(ask("GET", "/metrics", "Accept", OPEN_METRICS)));
    List<Sample> marked =
        page.series("http_request_duration_seconds_bucket").stream()
            .filter(sample -> sample.exemplar() != null)
            .toList();
    assertTrue(marked.size() >= 5, () -> "exemplars: " + marked);
    for (Sample sample : marked) {
      var spans = sink.trace(sample.exemplar().get("trace_id"));
      assertTrue(
          spans.stream()
              .anyMatch(
                  span ->
                      span.spanId().equals(sample.exemplar().get("span_id"))
                          && sample
                              .labels()
                              .get("method")
                              .equals(span.string("http.request.method"))),
          () -> sample + " is in none of " + spans);
    }
  }

  @Test
  void tellsAboutTheAgentItself() {
    Exposition page =
        Await.until(
            "spans to be exported",
            Programs.LIMIT,
            () -> app.process().scrape(),
            scraped -> scraped.value("sidelight_spans_exported_total") > 0);
    assertEquals(
        1, page.value("sidelight_build_info", "java_version", System.getProperty("java.version")));
    assertTrue(page.value("sidelight_startup_seconds") > 0);
    assertTrue(page.value("sidelight_startup_seconds") < 30);
    assertTrue(page.value("sidelight_memory_bytes", "part", "series") > 1000);
    assertTrue(page.value("sidelight_memory_bytes", "part", "sql") > 1000);
    assertTrue(page.value("sidelight_memory_bytes", "part", "spans") >= 0);
    assertTrue(page.value("sidelight_classes_transformed_total", "instrumentation", "servlet") > 0);
    assertTrue(page.value("sidelight_classes_transformed_total", "instrumentation", "jdbc") > 0);
    assertEquals(0, page.sum("sidelight_advice_errors_total"));
    assertEquals(
        Set.of("queue_full", "export_failed", "rejected", "shutdown"),
        page.values("sidelight_spans_dropped_total", "reason"));
    assertEquals(0, page.sum("sidelight_spans_dropped_total"));
    assertEquals(0, page.sum("sidelight_series_dropped_total"));
    assertTrue(
        page.values("sidelight_series_dropped_total", "metric")
            .contains("http_request_duration_seconds"));
  }

  @Test
  void servesBothNamingsSideBySide() {
    Exposition page = app.process().scrape();
    assertEquals(
        page.sum("http_request_duration_seconds_count"),
        page.sum("http_server_request_duration_seconds_count"));
    assertEquals(
        page.sum("database_queries_total"), page.sum("db_client_operation_duration_seconds_count"));
    assertTrue(page.has("jvm_memory_used_bytes"));
  }

  @Test
  void showsNativeMemoryWhereTheJvmKeepsAccountOfIt() {
    Exposition page = app.process().scrape();
    double total = page.sum("jvm_native_memory_committed_bytes", "pool", "Total");
    double heap = page.sum("jvm_native_memory_committed_bytes", "pool", "Java Heap");
    assertTrue(heap > 1 << 20, () -> heap + " bytes of heap");
    assertTrue(total > heap, () -> total + " bytes in all");
    assertTrue(page.sum("jvm_native_memory_reserved_bytes", "pool", "Total") >= total);
  }

  /** What the scrapers of an hour ask within a moment, while the application is busy. */
  @Test
  void isScrapedConcurrentlyUnderLoad() throws Exception {
    double before = counted();
    ExecutorService threads = Executors.newCachedThreadPool();
    AtomicBoolean busy = new AtomicBoolean(true);
    List<Future<Integer>> clients = new ArrayList<>();
    List<Future<Double>> scrapers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      clients.add(threads.submit(() -> requestsWhile(busy)));
    }
    for (int i = 0; i < 6; i++) {
      scrapers.add(threads.submit(i % 2 == 0 ? scraping("text/plain") : scraping(OPEN_METRICS)));
    }
    for (Future<Double> scraper : scrapers) {
      scraper.get();
    }
    busy.set(false);
    double sent = 0;
    for (Future<Integer> client : clients) {
      sent += client.get();
    }
    threads.shutdown();
    double all = before + sent;
    Await.until("all " + all + " requests", Programs.LIMIT, () -> counted() == all);
  }

  private static double counted() {
    return app.process().scrape().sum("http_requests_total");
  }

  private static int requestsWhile(AtomicBoolean busy) {
    int sent = 0;
    do {
      assertTrue(app.answer("GET /order").startsWith("HTTP/1.1 200"));
      sent++;
    } while (busy.get());
    return sent;
  }

  private static Callable<Double> scraping(String accept) {
    return () -> {
      double last = 0;
      for (int i = 0; i < 15; i++) {
        Exposition page = app.process().scrape(accept);
        double now = page.sum("http_requests_total");
        assertTrue(now >= last, now + " after " + last);
        assertHistogramsAreConsistent(page);
        last = now;
      }
      return last;
    };
  }

  private static void assertHistogramsAreConsistent(Exposition page) {
    for (Sample count : page.series("http_request_duration_seconds_count")) {
      List<String> labels = new ArrayList<>();
      count.labels().forEach((name, value) -> labels.addAll(List.of(name, value)));
      labels.addAll(List.of("le", "+Inf"));
      assertEquals(
          count.value(),
          page.value("http_request_duration_seconds_bucket", labels.toArray(new String[0])));
    }
  }
}
