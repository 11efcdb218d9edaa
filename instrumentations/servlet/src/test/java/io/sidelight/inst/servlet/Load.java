package io.sidelight.inst.servlet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/** Many requests at once, counted by the one who sends them. */
final class Load {
  /** Below what servers allow on one connection by default. */
  private static final int PER_CONNECTION = 50;

  /** Exists and is not sampled, so that nothing is measured but counting. */
  private static final String UNSAMPLED =
      "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00\r\n";

  /** The user agent of those that begin a trace. */
  static final String ROOTS = "roots";

  private static final String[][] MIX = {
    {"/app/hello", "GET /app/hello 200"},
    {"/app/filtered", "GET /app/filtered 200"},
    {"/app/async/complete", "GET /app/async/complete 200"},
    {"/app/async/dispatch-path", "GET /app/async/dispatch-path 200"},
    {"/app/forward", "GET /app/forward 200"},
    {"/app/status/404", "GET /app/status/* 404"},
    {"/app/include", "GET /app/include 200"},
    {"/app/status/502", "GET /app/status/* 502"},
    {"/app/async/loop", "GET /app/async/loop 200"},
    {"/app/mapped/x", "GET /app/mapped/* 200"},
  };

  private Load() {}

  /** Runs all of them, by that many threads. */
  static void parallel(int threads, int count, IntConsumer work) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      running.add(
          pool.submit(
              () -> {
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                  work.accept(i);
                }
              }));
    }
    pool.shutdown();
    for (Future<?> one : running) {
      try {
        one.get();
      } catch (InterruptedException | ExecutionException e) {
        throw new AssertionError(e);
      }
    }
  }

  /**
   * Requests of all kinds.
   *
   * @param expected filled with what must be counted
   * @return the answers received
   */
  static long[] mixed(int port, int connections, int count, Map<String, Long> expected) {
    return mixed(port, connections, count, expected, UNSAMPLED);
  }

  /** Like {@link #mixed}, each of them the beginning of a trace. */
  static long[] mixedRoots(int port, int connections, int count, Map<String, Long> expected) {
    return mixed(port, connections, count, expected, "User-Agent: " + ROOTS + "\r\n");
  }

  private static long[] mixed(
      int port, int connections, int count, Map<String, Long> expected, String header) {
    AtomicLong answered = new AtomicLong();
    for (int i = 0; i < count; i++) {
      expected.merge(MIX[i % MIX.length][1], 1L, Long::sum);
    }
    parallel(
        connections,
        count / PER_CONNECTION,
        batch -> {
          String answers = Wire.exchange(port, batch(i -> MIX[i % MIX.length][0], header));
          answered.addAndGet(
              Wire.count(answers, 200) + Wire.count(answers, 404) + Wire.count(answers, 502));
        });
    return new long[] {answered.get()};
  }

  /**
   * Every request to another path, half of which exist.
   *
   * @return answers with 200 and with 404
   */
  static long[] distinctPaths(int port, int connections, int count) {
    AtomicLong found = new AtomicLong();
    AtomicLong missing = new AtomicLong();
    parallel(
        connections,
        count / PER_CONNECTION,
        batch -> {
          int first = batch * PER_CONNECTION;
          String answers =
              Wire.exchange(
                  port,
                  batch(
                      i -> (i % 2 == 0 ? "/app/many/" : "/app/none/") + "p" + (first + i),
                      UNSAMPLED));
          found.addAndGet(Wire.count(answers, 200));
          missing.addAndGet(Wire.count(answers, 404));
        });
    return new long[] {found.get(), missing.get()};
  }

  private interface Targets {
    String at(int index);
  }

  /** Requests for one connection, sent without waiting for answers. */
  private static String batch(Targets targets, String header) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < PER_CONNECTION; i++) {
      text.append("GET ").append(targets.at(i)).append(" HTTP/1.1\r\nHost: sample.test\r\n");
      text.append(header);
      text.append(i == PER_CONNECTION - 1 ? "Connection: close\r\n\r\n" : "\r\n");
    }
    return text.toString();
  }
}
