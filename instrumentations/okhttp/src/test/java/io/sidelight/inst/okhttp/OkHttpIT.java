package io.sidelight.inst.okhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.example.client.ClientApp;
import com.example.okhttp.AsyncApp;
import com.example.okhttp.QueuedApp;
import com.example.okhttp.SecondApp;
import com.example.okhttp.SyncApp;
import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.Libraries;
import io.sidelight.test.OtlpSpan;
import io.sidelight.test.SpanTree;
import io.sidelight.test.client.ClientContract;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that wait and calls that do not, in the oldest and newest version of each generation. */
class OkHttpIT extends ClientContract {
  private static final Path MODULE = AgentJar.repository().resolve("instrumentations/okhttp");
  private static final List<Path> TOMCAT =
      Libraries.dir(AgentJar.repository().resolve("test-apps/http-clients"), "tomcat");
  private static final String OLDEST = "okhttp-3.0";
  private static final String NEWEST = "okhttp-5.5";

  private record Ok(String version, Class<? extends ClientApp> main) implements Client {
    @Override
    public AppProcessBuilder builder() {
      return AppProcess.builder()
          .classPathOf(main)
          .classPath(Libraries.dir(MODULE, version))
          .main(main);
    }
  }

  static Stream<Ok> all() {
    Stream<Ok> between =
        Stream.of("okhttp-3.14", "okhttp-4.0", "okhttp-4.12", "okhttp-5.0")
            .map(version -> new Ok(version, AsyncApp.class));
    return Stream.concat(ends(), between);
  }

  static Stream<Ok> newest() {
    return both(NEWEST);
  }

  static Stream<Ok> ends() {
    return Stream.concat(both(OLDEST), both(NEWEST));
  }

  private static Stream<Ok> both(String version) {
    return Stream.of(new Ok(version, SyncApp.class), new Ok(version, AsyncApp.class));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyScenario(Ok client) {
    everyScenario((Client) client);
  }

  @ParameterizedTest
  @MethodSource("newest")
  void countsUnderLoad(Ok client) {
    countsUnderLoad((Client) client);
  }

  @ParameterizedTest
  @MethodSource("newest")
  void insideARequest(Ok client) throws Exception {
    insideARequest((Client) client);
  }

  @ParameterizedTest
  @MethodSource("ends")
  void cancelled(Ok client) {
    cancelled((Client) client);
  }

  @ParameterizedTest
  @ValueSource(strings = {OLDEST, NEWEST})
  void whatInterceptorsDoIsPartOfTheCall(String version) {
    Ok client = new Ok(version, SyncApp.class);
    try (AppProcess app = same(client)) {
      // The first, again, looked at and with a call inside; broken and too late.
      assertEquals(
          "CLIENT GET\n\n".repeat(3) + "CLIENT GET (error)\n\nCLIENT GET\n\nCLIENT GET (error)\n",
          SpanTree.of(sink.awaitSpans(span -> true, 6)));
      assertEquals(Map.of("GET localhost 200", 4, "GET localhost ", 2), calls(app.scrape()));
      assertEquals(
          Map.of("localhost java.lang.IllegalStateException", 1, "localhost timeout", 1),
          errors(app.scrape()));
      assertEquals(
          List.of(1, 1, 1, 1, 1, 1),
          target.received("?s=").stream().map(one -> one.values("traceparent").size()).toList(),
          () -> target.received("?s=").toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {OLDEST, NEWEST})
  void whatTheDispatcherCannotExecuteEnds(String version) {
    Ok client = new Ok(version, AsyncApp.class);
    try (AppProcess app = same(client)) {
      sink.awaitSpans(span -> true, 4);
      assertEquals(Map.of("GET localhost 200", 2, "GET localhost ", 2), calls(app.scrape()));
      // Only the oldest throws what the executor throws.
      String rejected =
          version.equals(OLDEST)
              ? "localhost java.util.concurrent.RejectedExecutionException"
              : "localhost cancelled";
      assertEquals(
          Map.of("localhost java.lang.IllegalStateException", 1, rejected, 1),
          errors(app.scrape()));
    }
  }

  /** Runs it twice, the second time with the agent, of which the application must see nothing. */
  private AppProcess same(Ok client) {
    List<String> bare;
    try (AppProcess app = app(client, "more").agent(false).start()) {
      bare = done(app, "outcome");
    }
    target.clear();
    AppProcess app = app(client, "more").otlp(sink).agentArg("traces.batch.delay", "10ms").start();
    assertEquals(String.join("\n", bare), String.join("\n", done(app, "outcome")));
    return app;
  }

  @ParameterizedTest
  @ValueSource(strings = {OLDEST, NEWEST})
  void whatWaitsBehindAnothersCallStaysItsOwn(String version) throws Exception {
    int requests = 12;
    Ok client = new Ok(version, QueuedApp.class);
    try (AppProcess app =
        app(client, "serve")
            .otlp(sink)
            .agentArg("traces.batch.delay", "10ms")
            .classPath(TOMCAT)
            .start()) {
      URI uri = URI.create("http://localhost:" + app.port("listening at port (\\d+)") + "/calling");
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      HttpClient browser = HttpClient.newHttpClient();
      for (int i = 0; i < requests; i++) {
        answers.add(
            browser.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()));
      }
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        assertEquals(200, answer.join().statusCode(), answer.join().body());
      }
      List<OtlpSpan> spans = sink.awaitSpans(span -> true, 3 * requests);
      String one = "SERVER GET /calling\n  CLIENT GET\n  CLIENT GET\n";
      assertEquals((one + "\n").repeat(requests - 1) + one, SpanTree.of(spans));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"okhttp-3.14", NEWEST})
  void handsTheTraceOnInHttp2(String version) {
    try (AppProcess app =
        AppProcess.builder()
            .classPathOf(SecondApp.class)
            .classPath(Libraries.dir(MODULE, version))
            .classPath(TOMCAT)
            .main(SecondApp.class)
            .otlp(sink)
            .agentArg("traces.batch.delay", "10ms")
            .start()) {
      assertEquals(Collections.nCopies(3, "answer 200 HTTP/2.0"), done(app, "answer"));
      List<OtlpSpan> spans = sink.awaitSpans(span -> true, 6);
      String one = "CLIENT GET\n  SERVER GET /second\n";
      assertEquals(one + "\n" + one + "\n" + one, SpanTree.of(spans));
      for (OtlpSpan span : spans) {
        assertEquals("2", span.string("network.protocol.version"), span.toString());
      }
    }
  }
}
