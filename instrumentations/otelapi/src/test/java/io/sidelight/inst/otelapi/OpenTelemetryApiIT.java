package io.sidelight.inst.otelapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The application's spans, the agent's, and how they hang together. */
class OpenTelemetryApiIT {
  private static final Path MODULE = AgentJar.repository().resolve("instrumentations/otelapi");

  /** What one request is; the span of its own trace is not in it. */
  private static final String TREE =
      """
      SERVER GET %s/spans
        PRODUCER work (error)
          CLIENT SELECT information_schema.tables
          INTERNAL inner
          CLIENT SELECT information_schema.tables
          INTERNAL pooled
          CONSUMER received
        CLIENT SELECT information_schema.tables
      """;

  @TempDir private Path folder;
  private final OtlpSink sink = OtlpSink.start();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    sink.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"api-1.0", "api-1.10", "api-1.30", "api-1.67"})
  void oneTraceWithWhatTheAgentSees(String version) throws Exception {
    try (AppProcess app =
        builder()
            .classPath(classes(folder.resolve("flat")))
            .classPath(Libraries.dir(MODULE, version))
            .args("/app=sample.SpanServlet=" + folder)
            .start()) {
      int port = app.port("listening at port (\\d+)");
      for (int i = 0; i < 3; i++) {
        assertEquals("", get(port, "/app/spans"));
      }
      sink.awaitSpans(span -> span.kind().equals("SERVER"), 3);
      List<OtlpSpan> servers = of("SERVER", "GET /app/spans", 3);
      for (OtlpSpan server : servers) {
        assertEquals(TREE.formatted("/app"), SpanTree.of(sink.trace(server.traceId())));
        assertEquals("u1", server.string("user"));
      }
      assertEquals(3, of("INTERNAL", "alone", 3).size());
      assertEquals(3 * 9, sink.spans().size());
      assertDescribed(of("PRODUCER", "work", 3).get(0), servers);
      Span received = of("CONSUMER", "received", 3).get(0).proto();
      assertEquals(Status.StatusCode.STATUS_CODE_OK, received.getStatus().getCode());
      assertEquals("b=2,a=1", received.getTraceState());
      OtlpSpan alone = of("INTERNAL", "alone", 3).get(0);
      assertEquals("", alone.parentId());
      assertEquals(2_000_000_000L, alone.durationNanos(), 20_000_000);
      assertEquals(1_700_000_000_000L, alone.proto().getStartTimeUnixNano() / 1e6, 50);
      assertNoErrors(app);
    }
  }

  @Test
  void whatNewerVersionsHaveIsThere() throws Exception {
    try (AppProcess app =
        builder()
            .classPath(classes(folder.resolve("flat")))
            .classPath(Libraries.dir(MODULE, "api-1.67"))
            .args("/app=sample.RecentServlet=" + folder)
            .start()) {
      int port = app.port("listening at port (\\d+)");
      assertEquals("true set before true", get(port, "/app/spans"));
      of("SERVER", "GET /app/spans", 1);
      OtlpSpan recent = of("INTERNAL", "recent", 1).get(0);
      assertEquals(
          """
          SERVER GET /app/spans
            INTERNAL recent
              INTERNAL native
              CLIENT SELECT information_schema.tables
          """,
          SpanTree.of(sink.spans()));
      assertEquals("3", recent.string("otel.scope.version"));
      assertEquals(1, recent.proto().getLinksCount());
      assertNoErrors(app);
    }
  }

  private static void assertDescribed(OtlpSpan work, List<OtlpSpan> servers) {
    Map<String, Object> attributes = work.attributes();
    assertEquals("a", attributes.get("text"));
    assertEquals(3L, attributes.get("count"));
    assertEquals(0.5, attributes.get("ratio"));
    assertEquals(true, attributes.get("flag"));
    assertEquals("sample", attributes.get("otel.scope.name"));
    assertEquals("1.2", attributes.get("otel.scope.version"));
    assertEquals(7, attributes.size(), attributes::toString);
    List<String> list =
        work.proto().getAttributesList().stream()
            .filter(attribute -> attribute.getKey().equals("list"))
            .flatMap(attribute -> attribute.getValue().getArrayValue().getValuesList().stream())
            .map(value -> value.getStringValue())
            .toList();
    assertEquals(List.of("x", "y"), list);
    assertEquals(List.of(Map.of("what", "this")), work.events("happened"));
    assertEquals(1, work.events("then").size());
    Map<String, Object> exception = work.events("exception").get(0);
    assertEquals("java.lang.IllegalStateException", exception.get("exception.type"));
    assertEquals("broken", exception.get("exception.message"));
    assertEquals(5L, exception.get("code"));
    assertEquals("it broke", work.proto().getStatus().getMessage());
    assertEquals(1, work.proto().getLinksCount());
    Span.Link link = work.proto().getLinks(0);
    assertTrue(
        servers.stream().anyMatch(server -> server.proto().getSpanId().equals(link.getSpanId())));
    assertEquals(7, link.getAttributes(0).getValue().getIntValue());
  }

  @Test
  void eachWebApplicationHasItsOwnVersion() throws Exception {
    Path old = webApp("old", "api-1.0");
    Path recent = webApp("recent", "api-1.67");
    try (AppProcess app =
        builder()
            .classPath(onlyMain())
            .args("/old=sample.SpanServlet=" + old, "/recent=sample.SpanServlet=" + recent)
            .start()) {
      int port = app.port("listening at port (\\d+)");
      for (int i = 0; i < 2; i++) {
        assertEquals("", get(port, "/old/spans"));
        assertEquals("", get(port, "/recent/spans"));
      }
      for (String path : List.of("/old", "/recent")) {
        for (OtlpSpan server : of("SERVER", "GET " + path + "/spans", 2)) {
          assertEquals(TREE.formatted(path), SpanTree.of(sink.trace(server.traceId())));
        }
      }
      assertEquals(4, of("INTERNAL", "alone", 4).size());
      assertEquals(4 * 9, sink.spans().size());
      assertNoErrors(app);
    }
  }

  @Test
  void anSdkOfTheApplicationsIsLeftAlone() throws Exception {
    try (AppProcess app =
        builder()
            .classPath(classes(folder.resolve("flat")))
            .classPath(Libraries.dir(MODULE, "api-1.67"))
            .classPath(Libraries.dir(MODULE, "sdk-1.67"))
            .args("/app=sample.OwnSdkServlet=" + folder)
            .start()) {
      int port = app.port("listening at port (\\d+)");
      assertEquals(
          "true [inner child, outer root, inner child, outer root]", get(port, "/app/spans"));
      OtlpSpan server = of("SERVER", "GET /app/spans", 1).get(0);
      assertEquals(
          """
          SERVER GET /app/spans
            CLIENT SELECT information_schema.tables
            CLIENT SELECT information_schema.tables
          """,
          SpanTree.of(sink.trace(server.traceId())));
      assertEquals(3, sink.spans().size());
      assertNoErrors(app);
    }
  }

  @Test
  void withoutTheApiNothingHappens() throws Exception {
    try (AppProcess app =
        builder()
            .classPath(classes(folder.resolve("flat")))
            .args("/app=sample.PlainServlet=" + folder)
            .start()) {
      int port = app.port("listening at port (\\d+)");
      assertEquals("", get(port, "/app/spans"));
      of("SERVER", "GET /app/spans", 1);
      assertEquals(2, sink.spans().size());
      assertEquals(0, woven(app));
      assertNoErrors(app);
    }
  }

  /** The API is there and used, and the agent makes no spans: all is as without the agent. */
  @Test
  void withoutTracesTheApiStaysWhatItIs() throws Exception {
    try (AppProcess app =
        AppProcess.builder()
            .classPath(classes(folder.resolve("flat")))
            .classPath(Libraries.dir(MODULE, "server"))
            .classPath(Libraries.dir(MODULE, "api-1.67"))
            .main("sample.WebApps")
            .directory(folder)
            .agentArg("traces.exporter", "none")
            .args("/app=sample.SpanServlet=" + folder)
            .start()) {
      int port = app.port("listening at port (\\d+)");
      assertTrue(get(port, "/app/spans").startsWith("no span of the request's\n"));
      assertNoErrors(app);
    }
  }

  private AppProcessBuilder builder() {
    return AppProcess.builder()
        .classPath(Libraries.dir(MODULE, "server"))
        .main("sample.WebApps")
        .directory(folder)
        .otlp(sink)
        .agentArg("traces.batch.delay", "10ms");
  }

  /** At least that many, as soon as they are there. */
  private List<OtlpSpan> of(String kind, String name, int count) {
    return sink.awaitSpans(span -> span.kind().equals(kind) && span.name().equals(name), count);
  }

  private static double woven(AppProcess app) {
    return app.scrape().sum("sidelight_classes_transformed_total", "instrumentation", "otelapi");
  }

  private static void assertNoErrors(AppProcess app) {
    assertEquals(0, app.scrape().sum("sidelight_advice_errors_total"), () -> "" + app.lines());
  }

  private String get(int port, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private Path webApp(String name, String version) throws IOException {
    Path app = folder.resolve(name);
    Path libraries = Files.createDirectories(app.resolve("WEB-INF/lib"));
    for (Path jar : Libraries.dir(MODULE, version)) {
      Files.copy(jar, libraries.resolve(jar.getFileName()));
    }
    classes(app.resolve("WEB-INF/classes"));
    Files.delete(app.resolve("WEB-INF/classes/sample/WebApps.class"));
    return app;
  }

  private Path onlyMain() throws IOException {
    Path classes = folder.resolve("main");
    Files.createDirectories(classes.resolve("sample"));
    Files.copy(
        MODULE.resolve("target/test-classes/sample/WebApps.class"),
        classes.resolve("sample/WebApps.class"));
    return classes;
  }

  private static Path classes(Path to) throws IOException {
    Files.createDirectories(to.resolve("sample"));
    try (Stream<Path> files = Files.list(MODULE.resolve("target/test-classes/sample"))) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve("sample").resolve(file.getFileName()));
      }
    }
    return to;
  }
}
