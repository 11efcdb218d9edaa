package io.sidelight.shop;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a program has started, closed in reverse order when it ends. An end that comes while it is
 * still starting waits for the start, so nothing is left half open.
 */
final class Lifetime {
  private final String program;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private boolean ending;

  Lifetime(String program) {
    this.program = program;
  }

  /** Starts something, in steps that each add what they have opened. */
  interface Start {
    void run(Lifetime running) throws Exception;
  }

  /**
   * Runs the start; when it fails, closes what was open and ends the JVM with status 1 and one
   * line.
   */
  void run(Start start) {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, program + "-shutdown"));
    boolean started = begin(start);
    if (!started) {
      System.exit(1); // outside the lock, because the hook takes it
    }
  }

  <T extends AutoCloseable> T add(T resource) {
    open.push(resource);
    return resource;
  }

  private synchronized boolean begin(Start start) {
    if (ending) {
      return true;
    }
    try {
      start.run(this);
      return true;
    } catch (Exception e) {
      System.err.println(program + ": " + Failures.describe(e));
      return false;
    }
  }

  private synchronized void close() {
    ending = true;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        System.err.println(program + ": while ending: " + Failures.describe(e));
      }
    }
  }
}
