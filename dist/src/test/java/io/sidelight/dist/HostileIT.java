package io.sidelight.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.test.Await;
import io.sidelight.test.Exposition;
import io.sidelight.test.OtlpSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Clients that want to grow the agent's memory, against a JVM that has little. */
class HostileIT {

  private static final int PATHS = 100_000;
  private static final int METHODS = 500;
  private static final int STATUSES = 300;
  private static final int MOST_SERIES = 50;

  /** After that many, Tomcat closes a connection; after some errors, at once. */
  private static final int PER_CONNECTION = 100;

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");

  @Test
  void memoryStaysBoundedAndEverythingIsCounted() throws Exception {
    try (OtlpSink sink = OtlpSink.start();
        LegacyApp app =
            LegacyApp.start(
                LegacyApp.builder()
                    .otlp(sink)
                    .agentArg("metrics.max-series", "" + MOST_SERIES)
                    .agentArg("traces.queue.bytes", "4MiB")
                    .jvmArgs("-Xmx64m", "-XX:+ExitOnOutOfMemoryError"))) {
      // Nobody takes the spans, so that all of their memory is held.
      sink.answer(new OtlpSink.Mode.Hang());
      ExecutorService threads = Executors.newFixedThreadPool(2);
      List<Future<Integer>> sent = new ArrayList<>();
      sent.add(
          threads.submit(
              () -> send(app, PATHS / 2, PER_CONNECTION, i -> "GET /a/" + i + "?q=" + i)));
      sent.add(
          threads.submit(() -> send(app, PATHS / 2, PER_CONNECTION, i -> "GET /b" + i + "/" + i)));
      for (Future<Integer> some : sent) {
        assertEquals(PATHS / 2, some.get());
      }
      threads.shutdown();
      assertEquals(METHODS, send(app, METHODS, 1, i -> "BREW" + i + " /hello"));
      assertEquals(STATUSES, send(app, STATUSES, 1, i -> "GET /status?code=" + (200 + i)));
      int bombs = bombs(app);
      int all = PATHS + METHODS + STATUSES + bombs;
      Exposition page =
          Await.until(
              "all " + all + " requests",
              Programs.LIMIT,
              () -> app.process().scrape(),
              scraped -> scraped.sum("http_requests_total") == all);
      // One series for the rest of each class of statuses.
      assertEquals(Set.of("2xx", "3xx", "4xx"), rest(page));
      assertEquals(MOST_SERIES + 3, page.series("http_requests_total").size());
      assertEquals(PATHS, page.sum("http_requests_total", "route", "/", "method", "GET"));
      assertEquals(METHODS, page.sum("http_requests_total", "route", "/hello", "method", "_OTHER"));
      assertTrue(
          page.value("sidelight_series_dropped_total", "metric", "http_request_duration_seconds")
              > 0);
      assertEquals(
          page.value("sidelight_series_dropped_total", "metric", "http_request_duration_seconds"),
          page.sum("http_requests_total", "route", "other"));
      assertEquals(Set.of("GET", "_OTHER"), page.values("http_active_requests", "method"));
      assertEquals(0, page.sum("http_active_requests"));
      assertEquals(0, page.sum("sidelight_advice_errors_total"));
      assertTrue(
          page.value("sidelight_spans_dropped_total", "reason", "queue_full") > 0, app::toString);
      assertTrue(app.process().isAlive());
    }
  }

  private static Set<String> rest(Exposition page) {
    return page.series("http_requests_total").stream()
        .filter(sample -> "other".equals(sample.labels().get("route")))
        .map(sample -> sample.labels().get("status_code"))
        .collect(Collectors.toSet());
  }

  /** Headers as long as Tomcat takes them, in all that the agent reads. */
  private static int bombs(LegacyApp app) {
    String kilobytes = "x".repeat(3_000);
    String[][] headers = {
      {"traceparent: " + kilobytes, "tracestate: " + kilobytes},
      {
        "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "tracestate: a=" + kilobytes
      },
      {"User-Agent: " + kilobytes, "X-Forwarded-For: " + kilobytes},
      {"tracestate: a=1", "tracestate: a=2", "traceparent: \u00ff\u00fe"},
      {"baggage: " + "k=v,".repeat(1_000)},
    };
    for (String[] bomb : headers) {
      String answer = app.answer("GET /hello?" + "sig=secret&".repeat(100), bomb);
      assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
    }
    return headers.length;
  }

  private interface Requests {
    String line(int number);
  }

  /** Pipelined, so that it takes seconds, not minutes; returns how many were answered. */
  private static int send(LegacyApp app, int count, int together, Requests requests) {
    int answered = 0;
    for (int from = 0; from < count; from += together) {
      int to = Math.min(count, from + together);
      StringBuilder text = new StringBuilder();
      IntStream.range(from, to)
          .forEach(
              i ->
                  text.append(
                      LegacyApp.request(requests.line(i), i + 1 == to ? "close" : "keep-alive")));
      Matcher answers = STATUS.matcher(LegacyApp.exchange(app.port(), text.toString()));
      while (answers.find()) {
        answered++;
      }
    }
    return answered;
  }
}
