package io.sidelight.matrix;

import io.sidelight.test.AppProcess;
import io.sidelight.test.Await;
import io.sidelight.test.Exposition;
import io.sidelight.test.OtlpSpan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** Sends all scenarios to one server, and notes what is not as expected. */
final class Row {
  /** The last column: what must be true of all requests together. */
  static final String TOTAL = "all together";

  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final String PARENT = "00f067aa0ba902b7";
  private static final AtomicLong TRACES = new AtomicLong();

  private final Running running;
  private final AppProcess process;

  /** What deviates, by scenario; empty lists where nothing does. */
  private final Map<String, List<String>> deviations = new LinkedHashMap<>();

  private long sent;

  private Row(Running running) {
    this.running = running;
    this.process = running.process;
  }

  static Map<String, List<String>> of(Running running) {
    Row row = new Row(running);
    row.run();
    return row.deviations;
  }

  private void run() {
    Tally begin = settled();
    Tally before = begin;
    for (Scenario scenario : Scenarios.ALL) {
      List<String> found = new ArrayList<>();
      before = run(scenario, false, before, found);
      // Containers remember from the first what they have found out.
      before = run(scenario, true, before, found);
      deviations.put(scenario.name(), found);
    }
    List<String> found = new ArrayList<>();
    total(begin, found);
    deviations.put(TOTAL, found);
  }

  /** What is counted when no request is under way. */
  private Tally settled() {
    return Tally.of(
        Await.until(
            "no active request",
            LIMIT,
            process::scrape,
            page -> page.sum("http_active_requests") == 0));
  }

  /**
   * @param stalls whether a client that leaves does so only when the server waits for it
   */
  private Tally run(Scenario scenario, boolean stalls, Tally before, List<String> found) {
    String trace = String.format("%032x", 0xabc0_0000L + TRACES.incrementAndGet());
    String request = scenario.text("00-" + trace + "-" + PARENT + "-01");
    sent++;
    int status;
    String answer = "";
    try {
      answer =
          scenario.leavesAfter() > 0
              ? Wire.leave(running.port, request, scenario.leavesAfter(), stalls)
              : Wire.exchange(running.port, request);
      status = Wire.status(answer);
      if (status != scenario.status() || !answer.contains(scenario.answer())) {
        found.add("answered " + answer.lines().findFirst().orElse("nothing"));
      }
    } catch (IOException e) {
      status = 0;
      found.add("not answered: " + e);
    }
    String counted = scenario.method() + " " + scenario.route() + " " + status;
    Map<String, Long> requests = Map.of(counted, 1L);
    Map<String, Long> errors = errors(scenario);
    Tally after = await(before, requests);
    Tally added = after.since(before);
    if (!added.requests().equals(requests)) {
      found.add("counted " + added.requests());
    }
    if (!added.errors().equals(errors)) {
      found.add("errors " + added.errors());
    }
    Map<String, Long> others = new TreeMap<>(added.others());
    if (scenario.leavesAfter() > 0) {
      // How much was on its way by then, nobody knows.
      others.remove(Tally.SENT);
    }
    if (!others.equals(others(scenario, answer))) {
      found.add("counted " + others + ", not " + others(scenario, answer));
    }
    spans(scenario, trace, status, found);
    return after;
  }

  private static Map<String, Long> errors(Scenario scenario) {
    return scenario.error().isEmpty()
        ? Map.of()
        : Map.of(scenario.error() + " " + scenario.route(), 1L);
  }

  /** Attempts, sessions, sizes of the bodies as they were on the wire. */
  private static Map<String, Long> others(Scenario scenario, String answer) {
    Map<String, Long> expected = new TreeMap<>(scenario.counts());
    expected.putIfAbsent(Tally.RECEIVED, (long) scenario.body().length());
    if (scenario.leavesAfter() == 0) {
      expected.put(Tally.SENT, Wire.bodyLength(answer));
    }
    expected.values().removeIf(count -> count == 0);
    return expected;
  }

  /** What is counted as soon as this has been added and no request is under way, or at the end. */
  private Tally await(Tally before, Map<String, Long> requests) {
    try {
      Exposition page =
          Await.until(
              "the count",
              LIMIT,
              process::scrape,
              now ->
                  Tally.of(now).since(before).requests().equals(requests)
                      && now.sum("http_active_requests") == 0);
      return Tally.of(page);
    } catch (AssertionError e) {
      return Tally.of(process.scrape());
    }
  }

  private void spans(Scenario scenario, String trace, int status, List<String> found) {
    List<OtlpSpan> spans;
    try {
      spans =
          Await.until("a span", LIMIT, () -> running.sink.trace(trace), list -> !list.isEmpty());
    } catch (AssertionError e) {
      found.add("no span");
      return;
    }
    if (spans.size() != 1) {
      found.add(spans.size() + " spans");
    }
    OtlpSpan span = spans.get(0);
    expect(found, "kind", "SERVER", span.kind());
    expect(found, "parent", PARENT, span.parentId());
    expect(found, "span", scenario.method() + " " + scenario.route(), span.name());
    expect(found, "http.route", scenario.route(), String.valueOf(span.string("http.route")));
    expect(found, "span's status", "" + status, "" + span.number("http.response.status_code"));
    expect(found, "error", "" + !scenario.error().isEmpty(), "" + span.isError());
  }

  private static void expect(List<String> found, String what, String expected, String actual) {
    if (!expected.equals(actual)) {
      found.add(what + " " + actual);
    }
  }

  private void total(Tally begin, List<String> found) {
    long counted = settled().since(begin).total();
    if (counted != sent) {
      found.add(counted + " counted of " + sent + " sent");
    }
    // Servers make requests of their own, too.
    long spans = running.sink.spans().stream().filter(span -> span.kind().equals("SERVER")).count();
    if (spans != sent) {
      found.add(spans + " SERVER spans of " + sent + " sent");
    }
    double swallowed = process.scrape().sum("sidelight_advice_errors_total");
    if (swallowed != 0) {
      found.add(swallowed + " errors swallowed");
    }
    for (String line : process.lines()) {
      if (line.contains("[sidelight]") && !line.contains("metrics on http")) {
        found.add(line);
      }
    }
  }
}
