package io.sidelight.test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a process has printed so far. Thread-safe. */
final class OutputLines {

  private static final int LAST = 60;

  private final List<String> lines = new ArrayList<>();
  private boolean ended;

  /** Reads until the end of the stream, on a thread of its own. */
  void follow(InputStream stream, String threadName) {
    Thread thread = new Thread(() -> readAll(stream), threadName);
    thread.setDaemon(true);
    thread.start();
  }

  private void readAll(InputStream stream) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        add(line);
      }
    } catch (IOException e) {
      add("(output lost: " + e + ")");
    } finally {
      end();
    }
  }

  synchronized void add(String line) {
    lines.add(line);
    notifyAll();
  }

  synchronized void end() {
    ended = true;
    notifyAll();
  }

  synchronized List<String> all() {
    return List.copyOf(lines);
  }

  /**
   * The first line, printed already or in future, that is accepted.
   *
   * @throws AssertionError when the time or the output is over before
   */
  synchronized String await(String what, Predicate<String> accepted, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    int next = 0;
    while (true) {
      for (; next < lines.size(); next++) {
        if (accepted.test(lines.get(next))) {
          return lines.get(next);
        }
      }
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (ended || left <= 0) {
        String why =
            ended ? "the process ended without " : "no line in " + limit.toMillis() + " ms: ";
        throw new AssertionError(why + what + "\n" + last());
      }
      waitForMore(left);
    }
  }

  /** Waits until the stream has been read to its end. */
  synchronized void awaitEnd(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    long left = limit.toMillis();
    while (!ended && left > 0) {
      waitForMore(left);
      left = (deadline - System.nanoTime()) / 1_000_000;
    }
  }

  @SuppressWarnings("WaitNotInLoop") // both callers loop
  private synchronized void waitForMore(long millis) {
    try {
      wait(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted; " + last(), e);
    }
  }

  /** The end of the output, for messages. */
  synchronized String last() {
    int from = Math.max(0, lines.size() - LAST);
    return "--- last lines of the process\n" + String.join("\n", lines.subList(from, lines.size()));
  }
}
