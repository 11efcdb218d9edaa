package io.sidelight.inst.servlet;

import static io.sidelight.inst.servlet.Caller.newTrace;
import static io.sidelight.inst.servlet.Caller.traceparent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sidelight.inst.servlet.Server.Kind;
import io.sidelight.test.OtlpSpan;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Streams of one HTTP/2 connection, upgraded from HTTP/1.1. Run by {@link ServletIT}. */
interface Http2Contract {
  /** The site under test. */
  Running running();

  @Test
  default void countsEachStreamOfAnHttp2Connection() {
    assumeTrue(running().server.http2, "it cannot, as it is set up here");
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    Map<String, Integer> routes =
        Map.of(
            "/app/bare",
            200,
            "/app/large",
            200,
            "/app/async/complete",
            200,
            "/app/async/dispatch",
            200,
            "/app/set/500",
            500);
    String upgraded = newTrace();
    HttpResponse<byte[]> first = send(client, "/app/bare", upgraded).join();
    running().awaitServerSpan(upgraded);
    running().awaitIdle();
    Tally before = running().tally();
    List<String> traces = new ArrayList<>();
    List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      for (String path : routes.keySet()) {
        String trace = newTrace();
        traces.add(trace);
        answers.add(send(client, path, trace));
      }
    }
    Map<String, Long> requests = new HashMap<>();
    routes.forEach((path, status) -> requests.put("GET " + route(path) + " " + status, 20L));
    answers.forEach(answer -> assertEquals(HttpClient.Version.HTTP_2, answer.join().version()));
    Map<String, Long> errors = Map.of("500 /app/set/*", 20L);
    running().await(before, new Tally(requests, errors));
    for (int i = 0; i < traces.size(); i++) {
      OtlpSpan span = running().awaitServerSpan(traces.get(i));
      HttpResponse<byte[]> answer = answers.get(i).join();
      String path = answer.uri().getPath();
      assertEquals(route(path), span.string("http.route"));
      assertEquals((long) answer.statusCode(), span.number("http.response.status_code"), path);
      assertEquals("2", span.string("network.protocol.version").replaceFirst("\\.0$", ""), path);
      assertEquals((long) answer.body().length, span.number("http.response.body.size"), path);
    }
    assertEquals(HttpClient.Version.HTTP_2, first.version());
  }

  /** The first request of a connection upgrades it, and says HTTP/1.1 of itself. */
  @Test
  default void measuresWhatAnotherThreadSends() {
    assumeTrue(running().server.kind == Kind.JETTY, "the sample site has it on Jetty up to 11");
    Tally before = running().tally();
    int connections = 20;
    for (int i = 0; i < connections; i++) {
      HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
      for (int j = 0; j < 2; j++) {
        String trace = newTrace();
        HttpResponse<byte[]> answer = send(client, "/app/sent-elsewhere", trace).join();
        assertEquals(HttpClient.Version.HTTP_2, answer.version());
        OtlpSpan span = running().awaitServerSpan(trace);
        assertEquals(
            (long) "elsewhere".length(), span.number("http.response.body.size"), "request " + j);
      }
    }
    running().await(before, Tally.of(Map.of("GET /app/sent-elsewhere 200", 2L * connections)));
  }

  private static String route(String path) {
    return path.replaceFirst("/set/.*", "/set/*");
  }

  private CompletableFuture<HttpResponse<byte[]>> send(
      HttpClient client, String path, String trace) {
    running().sent.incrementAndGet();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + running().port + path))
            .header("traceparent", traceparent(trace, "01"))
            .build();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
        .orTimeout(Running.LIMIT.toSeconds(), TimeUnit.SECONDS);
  }
}
