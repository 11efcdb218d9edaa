package io.sidelight.inst.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sidelight.test.OtlpSpan;
import io.sidelight.test.SpanTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds for every way of running something on another thread. */
public interface MechanismContract {
  String[] TABLES = {"a", "b"};

  MechanismApp running();

  /** Those to try with two requests at a time, and how often each. */
  Map<String, Integer> interleaved();

  private static boolean isOf(OtlpSpan span, String table) {
    return table.equals(span.string("db.collection.name"));
  }

  private static String tree(String table, int queries) {
    return "SERVER GET /run/*\n" + ("  CLIENT select " + table + "\n").repeat(queries);
  }

  @AfterEach
  default void nothingFailed() {
    running().assertNothingFailed();
    running().sink.clear();
  }

  @Test
  default void whatARequestHasRunElsewhereIsBelowIt() throws Exception {
    Map<String, Integer> mechanisms = running().mechanisms();
    int queries = 0;
    for (Map.Entry<String, Integer> mechanism : mechanisms.entrySet()) {
      running().get("/run/" + mechanism.getKey() + "/a");
      queries += mechanism.getValue();
    }
    running().sink.awaitSpans(span -> isOf(span, "a"), queries);
    running()
        .sink
        .awaitSpans(
            span -> String.valueOf(span.string("url.path")).startsWith("/run/"), mechanisms.size());
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, Integer> mechanism : mechanisms.entrySet()) {
      String name = mechanism.getKey();
      OtlpSpan server = running().server("/run/" + name + "/a");
      String found = SpanTree.of(running().sink.trace(server.traceId()));
      if (!tree("a", mechanism.getValue()).equals(found)) {
        wrong.add(name + ", not " + mechanism.getValue() + " queries:\n" + found);
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  default void nothingIsLeftOnThreadsOfPools() throws Exception {
    Map<String, Integer> mechanisms = running().mechanisms();
    int queries = 0;
    for (int round = 0; round < 2; round++) {
      for (Map.Entry<String, Integer> mechanism : mechanisms.entrySet()) {
        running().get("/run/" + mechanism.getKey() + "/a");
        running().get("/background/" + mechanism.getKey() + "/background");
        queries += mechanism.getValue();
      }
    }
    List<OtlpSpan> spans = running().sink.awaitSpans(span -> isOf(span, "background"), queries);
    List<String> children = new ArrayList<>();
    for (OtlpSpan span : spans) {
      if (isOf(span, "background") && !span.parentId().isEmpty()) {
        children.add(span.toString());
      }
    }
    assertEquals(List.of(), children);
  }

  @Test
  default void interleavedRequestsOnOneThreadNeverMix() throws Exception {
    Map<String, Integer> times = running().mechanisms();
    for (Map.Entry<String, Integer> tried : interleaved().entrySet()) {
      String mechanism = tried.getKey();
      int rounds = tried.getValue();
      ExecutorService clients = Executors.newFixedThreadPool(TABLES.length);
      List<Future<?>> both = new ArrayList<>();
      for (String table : TABLES) {
        both.add(
            clients.submit(
                () -> {
                  for (int i = 0; i < rounds; i++) {
                    running().get("/run/" + mechanism + "/" + table);
                  }
                  return null;
                }));
      }
      for (Future<?> client : both) {
        client.get();
      }
      clients.shutdown();
      int queries = times.get(mechanism);
      for (String table : TABLES) {
        running().sink.awaitSpans(span -> isOf(span, table), rounds * queries);
      }
      String path = "/run/" + mechanism + "/";
      running()
          .sink
          .awaitSpans(span -> String.valueOf(span.string("url.path")).startsWith(path), 2 * rounds);
      assertPure(mechanism, queries, 2 * rounds);
      running().sink.clear();
    }
  }

  private void assertPure(String mechanism, int queries, int requests) {
    Map<String, List<OtlpSpan>> traces = new LinkedHashMap<>();
    for (OtlpSpan span : running().sink.spans()) {
      traces.computeIfAbsent(span.traceId(), id -> new ArrayList<>()).add(span);
    }
    int pure = 0;
    for (List<OtlpSpan> trace : traces.values()) {
      for (String table : TABLES) {
        String path = "/run/" + mechanism + "/" + table;
        if (trace.stream().anyMatch(span -> path.equals(span.string("url.path")))) {
          assertEquals(tree(table, queries), SpanTree.of(trace));
          pure++;
        }
      }
    }
    assertEquals(requests, pure, mechanism);
    long selects =
        running().sink.spans().stream().filter(span -> span.name().startsWith("select ")).count();
    assertEquals((long) requests * queries, selects, mechanism);
  }
}
