package io.sidelight.test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server with the agent, the sink of its spans, and a client that begins every trace itself and
 * compares what it has sent with what is counted and traced. Thread-safe.
 */
public final class TracedSite implements AutoCloseable {
  public static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String PARENT = "00f067aa0ba902b7";

  /** Of a trace that the caller does not sample. */
  public static final String UNSAMPLED = "00-4bf92f3577b34da6a3ce929d0e0e4736-" + PARENT + "-00";

  public static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final OtlpSink sink = OtlpSink.start();
  private final AppProcess app;
  private final AtomicInteger traces = new AtomicInteger();

  public TracedSite(AppProcessBuilder builder) {
    app = builder.otlp(sink).agentArg("traces.batch.delay", "10ms").start();
  }

  /** See {@link AppProcess#port}. */
  public int port(String regex) {
    return app.port(regex);
  }

  public Exposition scrape() {
    return app.scrape();
  }

  /** See {@link Counts#requests}. */
  public Map<String, Long> requests() {
    return few(Counts.requests(scrape()));
  }

  /** See {@link Counts#errors}. */
  public Map<String, Long> errors() {
    return few(Counts.errors(scrape()));
  }

  /** No path of a request is a label. */
  private static Map<String, Long> few(Map<String, Long> counts) {
    if (counts.size() >= 100) {
      throw new AssertionError(counts.toString());
    }
    return counts;
  }

  /** Waits until exactly this has been added to an earlier answer of {@link #requests}. */
  public void awaitRequests(Map<String, Long> before, Map<String, Long> added) {
    Await.until(
        "the counts " + added, LIMIT, () -> Counts.since(before, requests()), added::equals);
  }

  public String newTrace() {
    return String.format("%032x", 0xabc0_0000L + traces.incrementAndGet());
  }

  /** A POST has the body {@code body}. */
  public static HttpRequest request(String method, int port, String target, String trace) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
        .header("traceparent", "00-" + trace + '-' + PARENT + "-01")
        .header("Content-Type", "text/plain")
        .method(
            method,
            method.equals("POST")
                ? HttpRequest.BodyPublishers.ofString("body")
                : HttpRequest.BodyPublishers.noBody())
        .build();
  }

  public HttpResponse<String> send(String method, int port, String target, String trace) {
    return HTTP.sendAsync(
            request(method, port, target, trace), HttpResponse.BodyHandlers.ofString())
        .join();
  }

  /** Sends what no library would, and waits for no answer. */
  public static Socket write(int port, String text) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) LIMIT.toMillis());
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  /**
   * Sends it, and compares what is counted and all of its only span.
   *
   * @param error what the error's type must be; empty for none
   */
  public void check(
      String method, int port, String target, int status, String route, String error) {
    Map<String, Long> before = requests();
    Map<String, Long> errorsBefore = errors();
    String trace = newTrace();
    HttpResponse<String> answer = send(method, port, target, trace);
    equal(target, status, answer.statusCode());
    awaitRequests(before, Map.of(method + ' ' + route + ' ' + status, 1L));
    Map<String, Long> failed = error.isEmpty() ? Map.of() : Map.of(error + ' ' + route, 1L);
    equal(target, failed, Counts.since(errorsBefore, errors()));

    Map<String, Object> expected = new TreeMap<>();
    expected.put("name", route.isEmpty() ? method : method + ' ' + route);
    expected.put("kind", "SERVER");
    expected.put("parent", PARENT);
    expected.put("http.response.status_code", (long) status);
    expected.put("error.type", error.isEmpty() ? "none" : error);
    expected.put("url.path", target.replaceAll("\\?.*", ""));
    expected.put("url.scheme", "http");
    expected.put("server.address", "127.0.0.1");
    expected.put("server.port", (long) port);
    expected.put("client.address", "127.0.0.1");
    expected.put("network.protocol.version", "1.1");
    expected.put("http.request.body.size", method.equals("POST") ? 4L : 0L);
    expected.put("http.response.body.size", (long) answer.body().length());
    expected.put("exceptions", error.contains(".") ? 1 : 0);
    OtlpSpan span = onlySpan(trace);
    Map<String, Object> found = new TreeMap<>();
    for (String key : expected.keySet()) {
      found.put(key, span.attributes().getOrDefault(key, "none"));
    }
    found.put("name", span.name());
    found.put("kind", span.kind());
    found.put("parent", span.parentId());
    found.put("exceptions", span.events("exception").size());
    equal(target, expected, found);
  }

  /**
   * Sends these at once, three times each and every second asking for compression, and compares the
   * sizes of the answers that came with those in metrics and spans.
   */
  public void checkSizes(HttpClient client, int port, List<String> targets) {
    double before = scrape().sum("http_response_size_bytes_sum");
    Map<String, CompletableFuture<HttpResponse<byte[]>>> sent = new TreeMap<>();
    for (int i = 0; i < targets.size() * 6; i++) {
      String trace = newTrace();
      String encoding = i % 2 == 0 ? "gzip" : "identity";
      HttpRequest request =
          HttpRequest.newBuilder(
                  request("GET", port, targets.get(i / 2 % targets.size()), trace),
                  (name, value) -> true)
              .header("Accept-Encoding", encoding)
              .build();
      sent.put(trace, client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()));
    }
    long bytes = 0;
    int compressed = 0;
    for (CompletableFuture<HttpResponse<byte[]>> answer : sent.values()) {
      bytes += answer.join().body().length;
      compressed += answer.join().headers().firstValue("Content-Encoding").isPresent() ? 1 : 0;
    }
    equal("compressed", sent.size() / 2, compressed);
    sent.forEach(
        (trace, answer) ->
            equal(
                answer.join().uri().getPath(),
                (long) answer.join().body().length,
                onlySpan(trace).attributes().getOrDefault("http.response.body.size", "none")));
    double all = bytes;
    Await.until(
        "the size",
        LIMIT,
        () -> scrape().sum("http_response_size_bytes_sum") - before,
        sum -> sum == all);
  }

  private OtlpSpan onlySpan(String trace) {
    Await.until("a span", LIMIT, () -> !sink.trace(trace).isEmpty());
    List<OtlpSpan> spans = sink.trace(trace);
    if (spans.size() != 1) {
      throw new AssertionError(SpanTree.of(spans));
    }
    return spans.get(0);
  }

  /** Waits until a trace looks so. */
  public void awaitTree(String trace, String tree) {
    Await.until("the spans", LIMIT, () -> SpanTree.of(sink.trace(trace)), tree::equals);
  }

  private static void equal(String what, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      throw new AssertionError(what + ": expected " + expected + "\n but was " + actual);
    }
  }

  @Override
  public void close() {
    app.close();
    sink.close();
  }
}
