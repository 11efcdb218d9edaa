package io.sidelight.test;

import io.sidelight.servers.RedisCluster;
import io.sidelight.servers.RedisSentinel;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What an application that uses Redis says it did, and what was measured of it. */
public final class RedisCounts {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private RedisCounts() {}

  /** Waits until the application is done; its lines {@code count COMMAND OUTCOME NUMBER}. */
  public static Map<String, Integer> told(AppProcess app) {
    awaitDone(app);
    Map<String, Integer> counts = new TreeMap<>();
    for (String line : app.lines()) {
      if (line.startsWith("count ")) {
        int last = line.lastIndexOf(' ');
        int count = Integer.parseInt(line.substring(last + 1));
        if (count != 0) {
          counts.put(line.substring("count ".length(), last), count);
        }
      }
    }
    return counts;
  }

  private static void awaitDone(AppProcess app) {
    app.awaitLine("^(done|Exception in thread.*)$", LIMIT);
    if (!app.lines().contains("done")) {
      throw new AssertionError(app.toString());
    }
  }

  /** Commands by {@code COMMAND status}. */
  public static Map<String, Integer> commands(Exposition page) {
    return read(page, "redis_commands_total", "status");
  }

  /** Look-ups by {@code COMMAND result}. */
  public static Map<String, Integer> found(Exposition page) {
    return read(page, "redis_cache_requests_total", "result");
  }

  private static Map<String, Integer> read(Exposition page, String series, String label) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Sample sample : page.series(series)) {
      Map<String, String> labels = sample.labels();
      counts.put(labels.get("command") + ' ' + labels.get(label), (int) sample.value());
    }
    return counts;
  }

  /** Of the spans of failed commands: name, type of the error, Redis's word for it. */
  public static Set<String> failures(List<OtlpSpan> spans) {
    Set<String> failures = new TreeSet<>();
    for (OtlpSpan span : spans) {
      if (span.isError()) {
        failures.add(
            span.name()
                + ' '
                + span.string("error.type")
                + ' '
                + span.string("db.response.status_code"));
      }
    }
    return failures;
  }

  /**
   * The application has set 30 keys, got them, and looked for 30 that are not there: all that was
   * counted once, as the nodes do, and the spans name all of these.
   */
  public static void checkCluster(RedisCluster cluster, AppProcess app, OtlpSink sink)
      throws IOException {
    awaitDone(app);
    Exposition page = app.scrape();
    same(60, page.value("redis_commands_total", "command", "GET", "status", "success"), page);
    same(30, page.value("redis_commands_total", "command", "SET", "status", "success"), page);
    same(60, cluster.calls("get"), page);
    same(30, cluster.calls("set"), page);
    same(30, page.value("redis_cache_requests_total", "command", "GET", "result", "hit"), page);
    same(30, page.value("redis_cache_requests_total", "command", "GET", "result", "miss"), page);
    same(0, page.sum("sidelight_advice_errors_total"), page);
    Set<Long> ports = new TreeSet<>();
    for (OtlpSpan span : sink.awaitSpans(span -> span.name().equals("GET"), 60)) {
      ports.add(span.number("server.port"));
    }
    same(cluster.nodes().size(), ports.size(), page);
  }

  /** The application has set 30 keys and got them: all that at the master, and the spans say so. */
  public static void checkSentinel(RedisSentinel three, AppProcess app, OtlpSink sink)
      throws IOException {
    awaitDone(app);
    Exposition page = app.scrape();
    same(30, page.value("redis_commands_total", "command", "GET", "status", "success"), page);
    // Redisson 4 tries a script at its start, which gets two keys.
    same(30 + 2 * three.master().calls("eval"), three.master().calls("get"), page);
    same(0, page.sum("sidelight_advice_errors_total"), page);
    for (OtlpSpan span : sink.awaitSpans(span -> span.name().equals("GET"), 30)) {
      Long port = span.number("server.port");
      same(three.master().port(), port == null ? -1 : port, page);
    }
  }

  private static void same(double expected, double actual, Exposition page) {
    if (expected != actual) {
      throw new AssertionError(expected + " expected, but it was " + actual + '\n' + page.text());
    }
  }
}
