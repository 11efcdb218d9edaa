package io.sidelight.test;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A client that counts what it sends, each request under the route that it must be known by, so
 * that the application's counts can be compared with its own. For one thread.
 */
public final class CountingClient {

  public static final Duration LIMIT = Duration.ofSeconds(30);

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final int port;
  private final Map<String, Long> sent = new TreeMap<>();
  private final Map<String, Long> spans = new TreeMap<>();

  /** A client of the application that listens there. */
  public CountingClient(int port) {
    this.port = port;
  }

  /** GETs the path, and returns the body. */
  public String get(String path, String route, int status) {
    return send("GET", path, route, status);
  }

  /**
   * Sends a request without a body.
   *
   * @param route what it must be counted under
   * @param status what the answer must be
   * @param headers name, value, name, value, …
   */
  public String send(String method, String path, String route, int status, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .timeout(LIMIT);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> answer =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != status) {
        throw new AssertionError(
            method + " " + path + ": " + answer.statusCode() + "\n" + answer.body());
      }
      sent.merge(method + " " + route + " " + status, 1L, Long::sum);
      spans.merge((method + " " + route).trim(), 1L, Long::sum);
      return answer.body();
    } catch (IOException e) {
      throw new AssertionError(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** All requests sent, by method, route and status. */
  public Map<String, Long> sent() {
    return Map.copyOf(sent);
  }

  /** Waits until the application has counted exactly what was sent, and nothing is under way. */
  public void awaitCounted(AppProcess app) {
    Await.until("the counts " + sent, LIMIT, () -> counted(app.scrape()), sent::equals);
    Await.until(
        "no active request", LIMIT, () -> app.scrape().sum("http_active_requests"), n -> n == 0);
  }

  private static Map<String, Long> counted(Exposition page) {
    Map<String, Long> counts = new TreeMap<>();
    for (Sample sample : page.series("http_requests_total")) {
      Map<String, String> labels = sample.labels();
      counts.put(
          labels.get("method") + " " + labels.get("route") + " " + labels.get("status_code"),
          (long) sample.value());
    }
    return counts;
  }

  /** Waits for one SERVER span of each request, and for no more. */
  public void awaitSpans(OtlpSink sink) {
    Await.until("the spans " + spans, LIMIT, () -> names(sink.spans()), spans::equals);
  }

  private static Map<String, Long> names(List<OtlpSpan> spans) {
    return spans.stream()
        .filter(span -> span.kind().equals("SERVER"))
        .collect(groupingBy(OtlpSpan::name, TreeMap::new, counting()));
  }
}
