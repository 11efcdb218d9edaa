package io.sidelight.test.client;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.client.ClientApp;
import com.example.client.Scenario;
import io.sidelight.servers.FreePort;
import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.Await;
import io.sidelight.test.Exposition;
import io.sidelight.test.Libraries;
import io.sidelight.test.OtlpSink;
import io.sidelight.test.OtlpSpan;
import io.sidelight.test.Sample;
import io.sidelight.test.SpanTree;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What must be seen of any HTTP client, and that its application sees nothing of it. A test of a
 * client calls these for each of its versions.
 */
public abstract class ClientContract {
  public static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String PARENT = "00f067aa0ba902b7";
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  protected TargetServer target;
  protected OtlpSink sink;
  protected int closedPort;

  @BeforeEach
  void startServers() throws IOException {
    target = TargetServer.start();
    sink = OtlpSink.start();
    closedPort = FreePort.next();
  }

  @AfterEach
  void stopServers() throws IOException {
    target.close();
    sink.close();
  }

  /** An application of which the kind of client and its libraries are told already. */
  protected interface Client {
    AppProcessBuilder builder();

    /** What the client's application takes after the ports. */
    default List<String> more() {
      return List.of();
    }

    /** What the agent calls the failure of a scenario; some clients fail in ways of their own. */
    default String error(Scenario scenario) {
      return scenario.error;
    }

    /** What of an outcome's line is the same in every run. */
    default String certain(String outcome) {
      return outcome;
    }

    /** The status of the answer that the agent sees; 0 for none. */
    default int status(Scenario scenario) {
      return scenario.status;
    }
  }

  protected final AppProcessBuilder app(Client client, String what) {
    return app(client, what, target.port());
  }

  private AppProcessBuilder app(Client client, String what, int port) {
    AppProcessBuilder builder =
        client
            .builder()
            .classPathOf(ClientApp.class)
            .jvmArgs("-Xmx128m")
            .args(what, String.valueOf(port), String.valueOf(closedPort));
    return builder.args(client.more().toArray(new String[0]));
  }

  private AppProcessBuilder traced(Client client, String what) {
    return traced(app(client, what));
  }

  private AppProcessBuilder traced(AppProcessBuilder app) {
    return app.otlp(sink).agentArg("traces.batch.delay", "10ms");
  }

  /** A site that makes a call for each request. */
  private AppProcess serving(Client client) {
    Path module = AgentJar.repository().resolve("test-apps/http-clients");
    return traced(client, "serve").classPath(Libraries.dir(module, "tomcat")).start();
  }

  /** Waits until the application has done all, and returns the lines that begin so. */
  protected static List<String> done(AppProcess app, String start) {
    app.awaitLine("^(done|Exception in thread.*)$", LIMIT);
    assertTrue(app.lines().contains("done"), app.toString());
    return app.lines().stream().filter(line -> line.startsWith(start)).toList();
  }

  /** Every scenario is one call with one span, and to the application as without the agent. */
  protected final void everyScenario(Client client) {
    List<String> bare;
    try (AppProcess app = app(client, "scenarios").agent(false).start()) {
      bare = done(app, "outcome");
    }
    target.clear();
    try (AppProcess app = traced(client, "scenarios").start()) {
      List<String> outcomes = done(app, "outcome");
      assertEquals(certain(client, bare), certain(client, outcomes));
      assertEquals(Scenario.values().length, outcomes.size());
      List<OtlpSpan> spans = sink.awaitSpans(span -> true, outcomes.size());
      Await.until("all calls", LIMIT, () -> calls(app.scrape()).equals(expectedCalls(client)));
      Exposition page = app.scrape();
      assertEquals(expectedErrors(client), errors(page));
      assertEquals(0, page.sum("sidelight_advice_errors_total"), page.text());
      assertEquals(outcomes.size(), spans.size(), SpanTree.of(spans));
      for (Scenario scenario : Scenario.values()) {
        check(client, scenario, spans);
      }
    }
  }

  private static String certain(Client client, List<String> outcomes) {
    return outcomes.stream().map(client::certain).collect(Collectors.joining("\n"));
  }

  private void check(Client client, Scenario scenario, List<OtlpSpan> spans) {
    String url = scenario.url(target.port(), closedPort);
    List<OtlpSpan> found = spans.stream().filter(s -> url.equals(s.string("url.full"))).toList();
    assertEquals(1, found.size(), scenario + "\n" + spans);
    OtlpSpan span = found.get(0);
    int status = client.status(scenario);
    String error = client.error(scenario);
    assertAll(
        scenario + " " + span.proto(),
        () -> assertEquals("CLIENT", span.kind()),
        () -> assertEquals(scenario.method, span.name()),
        () -> assertEquals("", span.parentId()),
        () -> assertEquals(scenario.method, span.string("http.request.method")),
        () -> assertEquals(scenario.host(), span.string("server.address")),
        () -> assertEquals(URI.create(url).getPort(), span.number("server.port")),
        () ->
            assertEquals(
                status == 0 ? null : (Long) (long) status,
                span.number("http.response.status_code")),
        () -> assertEquals(error.isEmpty() ? null : error, span.string("error.type")),
        () -> assertEquals(!error.isEmpty(), span.isError()));
    if (scenario == Scenario.REFUSED || scenario == Scenario.UNKNOWN_HOST) {
      return;
    }
    List<TargetServer.Received> received =
        target.received("?s=").stream().filter(r -> r.target().endsWith("=" + scenario)).toList();
    // Whoever was reset may have tried again; all of it is one call.
    boolean again = scenario == Scenario.RESET || scenario == Scenario.CUT;
    int least = scenario == Scenario.REDIRECTED ? 2 : 1;
    assertTrue(
        received.size() == least || (again && received.size() > least), scenario + " " + received);
    for (TargetServer.Received one : received) {
      String carried = "00-" + span.traceId() + "-" + span.spanId() + "-01";
      assertEquals(List.of(carried), one.values("traceparent"), scenario + " " + one);
    }
    // Whether a redirected request has them, too, is the client's affair.
    assertEquals(List.of("kept"), received.get(0).values("x-own"), scenario + " " + received);
  }

  private static Map<String, Integer> expectedCalls(Client client) {
    Map<String, Integer> calls = new TreeMap<>();
    for (Scenario scenario : Scenario.values()) {
      int status = client.status(scenario);
      String code = status == 0 ? "" : String.valueOf(status);
      calls.merge(scenario.method + ' ' + scenario.host() + ' ' + code, 1, Integer::sum);
    }
    return calls;
  }

  /** Calls by method, host and status. */
  protected static Map<String, Integer> calls(Exposition page) {
    Map<String, Integer> calls = new TreeMap<>();
    for (Sample sample : page.series("http_client_requests_total")) {
      Map<String, String> labels = sample.labels();
      calls.put(
          labels.get("method") + ' ' + labels.get("host") + ' ' + labels.get("status_code"),
          (int) sample.value());
    }
    return calls;
  }

  private static Map<String, Integer> expectedErrors(Client client) {
    Map<String, Integer> errors = new TreeMap<>();
    for (Scenario scenario : Scenario.values()) {
      String error = client.error(scenario);
      if (!error.isEmpty()) {
        errors.merge(scenario.host() + ' ' + error, 1, Integer::sum);
      }
    }
    return errors;
  }

  /** Errors by host and type. */
  protected static Map<String, Integer> errors(Exposition page) {
    Map<String, Integer> errors = new TreeMap<>();
    for (Sample sample : page.series("http_client_errors_total")) {
      Map<String, String> labels = sample.labels();
      errors.put(labels.get("host") + ' ' + labels.get("type"), (int) sample.value());
    }
    return errors;
  }

  /** A thousand calls on eight threads are a thousand; the exporter's own are none of them. */
  protected final void countsUnderLoad(Client client) {
    try (AppProcess app = traced(client, "load").start()) {
      int sent = ClientApp.THREADS * ClientApp.CALLS;
      assertEquals(List.of("answers " + sent), done(app, "answers"));
      List<OtlpSpan> spans = sink.awaitSpans(span -> true, sent);
      Map<String, Integer> expected = Map.of("GET localhost 200", sent);
      Await.until("all calls", LIMIT, () -> calls(app.scrape()).equals(expected));
      assertEquals(sent, spans.size());
      assertEquals(
          sent,
          target.received("s=LOAD").stream()
              .flatMap(one -> one.values("traceparent").stream())
              .distinct()
              .count());
      assertEquals(0, app.scrape().sum("http_client_errors_total"));
      assertTrue(sink.requests() > 0);
    }
  }

  /** A call given up by the application is one, ended then. */
  protected final void cancelled(Client client) {
    try (AppProcess app = traced(client, "cancel").start()) {
      done(app, "done");
      OtlpSpan span = sink.awaitSpans(one -> true, 1).get(0);
      assertEquals("cancelled", span.string("error.type"), span.toString());
      assertNull(span.number("http.response.status_code"));
      Await.until("the call", LIMIT, () -> calls(app.scrape()).equals(Map.of("GET localhost ", 1)));
      assertEquals(Map.of("localhost cancelled", 1), errors(app.scrape()));
    }
  }

  /** A call made while a request is served is its child, and hands its trace on. */
  protected final void insideARequest(Client client) throws Exception {
    try (AppProcess app = serving(client)) {
      int port = app.port("listening at port (\\d+)");
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/calling"))
              .header("traceparent", "00-" + TRACE + "-" + PARENT + "-01")
              .header("tracestate", "vendor=kept")
              .build();
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      assertEquals(200, answer.statusCode(), answer.body());
      List<OtlpSpan> spans = sink.awaitSpans(span -> true, 2);
      assertEquals("SERVER GET /calling (remote parent)\n  CLIENT GET\n", SpanTree.of(spans));
      TargetServer.Received received = target.received("s=SERVED").get(0);
      OtlpSpan call = spans.stream().filter(s -> s.kind().equals("CLIENT")).findFirst().get();
      assertEquals(
          List.of("00-" + TRACE + "-" + call.spanId() + "-01"), received.values("traceparent"));
      assertEquals(List.of("vendor=kept"), received.values("tracestate"));
    }
  }

  /** A client that calls a site that calls another: one trace through all. */
  protected final OtlpSpan fromSiteToSite(Client client, Client ofSite) {
    try (AppProcess site = serving(ofSite)) {
      int port = site.port("listening at port (\\d+)");
      try (AppProcess app = traced(app(client, "once", port)).start()) {
        assertTrue(done(app, "outcome").get(0).startsWith("outcome once 200 "), app.toString());
        List<OtlpSpan> spans = sink.awaitSpans(span -> true, 3);
        assertEquals("CLIENT GET\n  SERVER GET /calling\n    CLIENT GET\n", SpanTree.of(spans));
        return spans.stream().filter(span -> span.parentId().isEmpty()).findFirst().get();
      }
    }
  }
}
