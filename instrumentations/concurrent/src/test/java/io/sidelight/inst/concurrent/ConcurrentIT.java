package io.sidelight.inst.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.concurrent.ConcurrentApp;
import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.Libraries;
import io.sidelight.test.OtlpSink;
import io.sidelight.test.OtlpSpan;
import io.sidelight.test.SpanTree;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way of running something on another thread, on the JVM that runs the tests. */
class ConcurrentIT {
  private static final Path MODULE = AgentJar.repository().resolve("instrumentations/concurrent");
  private static final int INTERLEAVED = 1000;
  private static final Duration LIMIT = Duration.ofSeconds(40);

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static OtlpSink sink;
  private static AppProcess app;
  private static int port;

  @BeforeAll
  static void start() throws IOException {
    sink = OtlpSink.start();
    app = start(true, List.of());
    port = port(app);
    app.sidecar();
  }

  private static AppProcess start(boolean agent, List<Path> libraries) throws IOException {
    return AppProcess.builder()
        .agent(agent)
        .otlp(sink)
        .agentArg("traces.batch.delay", "10ms")
        .classPathOf(ConcurrentApp.class)
        .classPath(Libraries.dir(MODULE, "server"))
        .classPath(libraries)
        .main(ConcurrentApp.class)
        .args(Files.createTempDirectory("concurrent-it").toString())
        .start();
  }

  private static int port(AppProcess process) {
    return process.port("listening at port (\\d+)");
  }

  @AfterAll
  static void stop() {
    app.close();
    sink.close();
  }

  @AfterEach
  void nothingFailed() {
    assertEquals(0, app.scrape().sum("sidelight_advice_errors_total"), () -> app.toString());
    sink.clear();
  }

  private static String get(int at, String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + at + path))
                .timeout(LIMIT)
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), () -> path + answer.body() + app);
    return answer.body();
  }

  /** How often each mechanism queries, by name. */
  private static Map<String, Integer> mechanisms() throws IOException, InterruptedException {
    Map<String, Integer> times = new LinkedHashMap<>();
    String text = get(port, "/names/");
    for (String entry : text.substring(1, text.length() - 1).split(", ", -1)) {
      int equals = entry.indexOf('=');
      times.put(entry.substring(0, equals), Integer.valueOf(entry.substring(equals + 1)));
    }
    return times;
  }

  private static boolean isOf(OtlpSpan span, String table) {
    return table.equals(span.string("db.collection.name"));
  }

  private static OtlpSpan server(List<OtlpSpan> spans, String path) {
    return spans.stream()
        .filter(span -> path.equals(span.string("url.path")))
        .findFirst()
        .orElseThrow(() -> new AssertionError(path));
  }

  @Test
  void whatARequestHasRunElsewhereIsBelowIt() throws Exception {
    Map<String, Integer> mechanisms = mechanisms();
    int queries = 0;
    for (Map.Entry<String, Integer> mechanism : mechanisms.entrySet()) {
      get(port, "/run/" + mechanism.getKey() + "/a");
      queries += mechanism.getValue();
    }
    sink.awaitSpans(span -> isOf(span, "a"), queries);
    sink.awaitSpans(
        span -> String.valueOf(span.string("url.path")).startsWith("/run/"), mechanisms.size());
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, Integer> mechanism : mechanisms.entrySet()) {
      String name = mechanism.getKey();
      String expected = "SERVER GET /run/*\n" + "  CLIENT select a\n".repeat(mechanism.getValue());
      OtlpSpan server = server(sink.spans(), "/run/" + name + "/a");
      String found = SpanTree.of(sink.trace(server.traceId()));
      if (!expected.equals(found)) {
        wrong.add(name + ", not " + mechanism.getValue() + " queries:\n" + found);
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void whatAnAsynchronousRequestStartsIsBelowIt() throws Exception {
    get(port, "/async/a");
    sink.awaitSpans(span -> "/async/a".equals(span.string("url.path")), 1);
    sink.awaitSpans(span -> isOf(span, "a"), 1);
    OtlpSpan server = server(sink.spans(), "/async/a");
    assertEquals(
        "SERVER GET /async/*\n  CLIENT select a\n", SpanTree.of(sink.trace(server.traceId())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"spring-4.3", "spring-7.0"})
  void whatSpringRunsOnAThreadOfItsOwnIsBelowIt(String version) throws Exception {
    try (AppProcess spring = start(true, Libraries.dir(MODULE, version))) {
      int at = port(spring);
      spring.sidecar();
      String path = "/run/spring-simple/a";
      get(at, path);
      sink.awaitSpans(span -> path.equals(span.string("url.path")), 1);
      sink.awaitSpans(span -> isOf(span, "a") && span.name().startsWith("select"), 1);
      assertEquals(
          "SERVER GET /run/*\n  CLIENT select a\n",
          SpanTree.of(sink.trace(server(sink.spans(), path).traceId())));
    }
  }

  @Test
  void nothingIsLeftOnThreadsOfPools() throws Exception {
    Map<String, Integer> mechanisms = mechanisms();
    int queries = 0;
    for (int round = 0; round < 2; round++) {
      for (Map.Entry<String, Integer> mechanism : mechanisms.entrySet()) {
        get(port, "/run/" + mechanism.getKey() + "/a");
        get(port, "/background/" + mechanism.getKey() + "/background");
        queries += mechanism.getValue();
      }
    }
    List<OtlpSpan> spans = sink.awaitSpans(span -> isOf(span, "background"), queries);
    List<String> children = new ArrayList<>();
    for (OtlpSpan span : spans) {
      if (isOf(span, "background") && !span.parentId().isEmpty()) {
        children.add(span.toString());
      }
    }
    assertEquals(List.of(), children);
  }

  @Test
  void interleavedRequestsOnOneThreadNeverMix() throws Exception {
    String[] mechanisms = {"execute", "supply-pool", "nested", "schedule", "stream", "timer"};
    Map<String, Integer> times = mechanisms();
    for (String mechanism : mechanisms) {
      ExecutorService clients = Executors.newFixedThreadPool(2);
      List<Future<?>> both = new ArrayList<>();
      int rounds = mechanism.equals("stream") ? INTERLEAVED / 20 : INTERLEAVED;
      for (String table : new String[] {"a", "b"}) {
        both.add(
            clients.submit(
                () -> {
                  for (int i = 0; i < rounds; i++) {
                    get(port, "/run/" + mechanism + "/" + table);
                  }
                  return null;
                }));
      }
      for (Future<?> client : both) {
        client.get();
      }
      clients.shutdown();
      int queries = times.get(mechanism);
      for (String table : new String[] {"a", "b"}) {
        sink.awaitSpans(span -> isOf(span, table), rounds * queries);
      }
      sink.awaitSpans(span -> span.kind().equals("SERVER"), 2 * rounds);
      assertPure(mechanism, queries, 2 * rounds);
      sink.clear();
    }
  }

  private static void assertPure(String mechanism, int queries, int requests) {
    Map<String, List<OtlpSpan>> traces = new LinkedHashMap<>();
    for (OtlpSpan span : sink.spans()) {
      traces.computeIfAbsent(span.traceId(), id -> new ArrayList<>()).add(span);
    }
    int pure = 0;
    for (List<OtlpSpan> trace : traces.values()) {
      for (String table : new String[] {"a", "b"}) {
        String path = "/run/" + mechanism + "/" + table;
        if (trace.stream().anyMatch(span -> path.equals(span.string("url.path")))) {
          assertEquals(
              "SERVER GET /run/*\n" + ("  CLIENT select " + table + "\n").repeat(queries),
              SpanTree.of(trace));
          pure++;
        }
      }
    }
    assertEquals(requests, pure, mechanism);
    long selects = sink.spans().stream().filter(span -> span.name().startsWith("select ")).count();
    assertEquals((long) requests * queries, selects, mechanism);
  }

  @Test
  void theApplicationSeesNoDifference() throws Exception {
    try (AppProcess bare = start(false, List.of())) {
      String expected = get(port(bare), "/behaviour/");
      assertTrue(expected.lines().count() > 30, expected);
      assertEquals(expected, get(port, "/behaviour/"));
    }
  }
}
