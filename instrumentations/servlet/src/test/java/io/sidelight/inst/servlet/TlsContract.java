package io.sidelight.inst.servlet;

import static io.sidelight.inst.servlet.Caller.newTrace;
import static io.sidelight.inst.servlet.Caller.traceparent;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sidelight.test.OtlpSpan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same over TLS, with HTTP/2 where the server agrees to it. Run by {@link ServletIT}. */
interface TlsContract {
  /** The site under test. */
  Running running();

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  default void countsWhatComesEncrypted(HttpClient.Version version)
      throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder().version(version).sslContext(running().trusting()).build();
    int port = running().app.port("secure at port (\\d+)");
    Map<String, Integer> paths =
        Map.of(
            "/app/bare", 200,
            "/app/large", 200,
            "/app/static.txt", 200,
            "/app/async/complete", 200,
            "/app/async/dispatch", 200,
            "/app/set/500", 500);
    Tally before = running().tally();
    Map<String, Long> counts = new HashMap<>();
    int rounds = 5;
    for (int i = 0; i < rounds; i++) {
      for (Map.Entry<String, Integer> path : paths.entrySet()) {
        String trace = newTrace();
        running().sent.incrementAndGet();
        HttpResponse<byte[]> answer =
            client.send(
                HttpRequest.newBuilder(URI.create("https://localhost:" + port + path.getKey()))
                    .header("traceparent", traceparent(trace, "01"))
                    .timeout(Running.LIMIT)
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(path.getValue(), answer.statusCode(), path.getKey());
        String route =
            path.getKey().replaceFirst("/set/.*", "/set/*").replaceFirst("/static.*", "/");
        counts.merge("GET " + route + ' ' + path.getValue(), 1L, Long::sum);
        OtlpSpan span = running().awaitServerSpan(trace);
        assertEquals(route, span.string("http.route"));
        assertEquals("https", span.string("url.scheme"));
        assertEquals("localhost", span.string("server.address"));
        assertEquals((long) port, span.number("server.port"));
        assertEquals((long) answer.body().length, span.number("http.response.body.size"), route);
      }
    }
    running().await(before, new Tally(counts, Map.of("500 /app/set/*", (long) rounds)));
  }
}
