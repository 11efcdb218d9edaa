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
   * What is to be seen of an application that has set 30 keys of a cluster, got them, and looked
   * for 30 that are not there: each counted once, as the nodes do, and spans that name all of
   * these.
   */
  public static Map<String, Integer> ofCluster() {
    Map<String, Integer> seen = new TreeMap<>();
    seen.put("GET success", 60);
    seen.put("SET success", 30);
    seen.put("GET hit", 30);
    seen.put("GET miss", 30);
    seen.put("GET by the servers' count", 60);
    seen.put("SET by the servers' count", 30);
    seen.put("servers in spans", 3);
    seen.put("errors of advice", 0);
    return seen;
  }

  /** What is seen of such an application. */
  public static Map<String, Integer> ofCluster(RedisCluster cluster, AppProcess app, OtlpSink sink)
      throws IOException {
    Map<String, Integer> seen = getsAndSets(app);
    seen.put("GET by the servers' count", cluster.calls("get"));
    seen.put("SET by the servers' count", cluster.calls("set"));
    seen.put("servers in spans", ports(sink, 60).size());
    return seen;
  }

  /**
   * What is to be seen of an application that has set 30 keys and got them, at the master that a
   * sentinel has named.
   */
  public static Map<String, Integer> ofSentinel(RedisSentinel three) {
    Map<String, Integer> seen = new TreeMap<>();
    seen.put("GET success", 30);
    seen.put("SET success", 30);
    seen.put("GET hit", 30);
    seen.put("GET by the master's count", 30);
    seen.put("servers in spans", 1);
    seen.put("port in spans", three.master().port());
    seen.put("errors of advice", 0);
    return seen;
  }

  /** What is seen of such an application. */
  public static Map<String, Integer> ofSentinel(RedisSentinel three, AppProcess app, OtlpSink sink)
      throws IOException {
    Map<String, Integer> seen = getsAndSets(app);
    // Redisson 4 tries a script at its start, which gets two keys.
    int tried = 2 * three.master().calls("eval");
    seen.put("GET by the master's count", three.master().calls("get") - tried);
    Set<Long> ports = ports(sink, 30);
    seen.put("servers in spans", ports.size());
    seen.put("port in spans", (int) (long) ports.iterator().next());
    return seen;
  }

  private static Map<String, Integer> getsAndSets(AppProcess app) {
    awaitDone(app);
    Exposition page = app.scrape();
    Map<String, Integer> seen = commands(page);
    seen.putAll(found(page));
    // What it takes to connect, and to learn of the others, is the client's own affair.
    seen.keySet().removeIf(what -> !what.startsWith("GET ") && !what.startsWith("SET "));
    seen.put("errors of advice", (int) page.sum("sidelight_advice_errors_total"));
    return seen;
  }

  /** Of the servers that were asked to GET, as the spans have it; -1 for one that does not. */
  private static Set<Long> ports(OtlpSink sink, int gets) {
    Set<Long> ports = new TreeSet<>();
    for (OtlpSpan span : sink.awaitSpans(span -> span.name().equals("GET"), gets)) {
      Long port = span.number("server.port");
      ports.add(port == null ? -1 : port);
    }
    return ports;
  }
}
