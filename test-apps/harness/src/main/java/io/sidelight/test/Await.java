package io.sidelight.test;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Waits for a condition of another process, which can only be asked again and again. */
public final class Await {

  private static final long PAUSE_MILLIS = 20;

  private Await() {}

  /**
   * Asks until the condition holds. An exception counts as "not yet".
   *
   * @param what completes "gave up waiting for …"
   * @throws AssertionError at the deadline
   */
  public static void until(String what, Duration limit, Callable<Boolean> condition) {
    until(what, limit, condition, holds -> holds);
  }

  /**
   * Asks until the value is accepted, and returns it. An exception counts as "not yet".
   *
   * @param what completes "gave up waiting for …"
   * @throws AssertionError at the deadline, with the last value or exception
   */
  public static <T> T until(
      String what, Duration limit, Callable<? extends T> source, Predicate<? super T> accepted) {
    long deadline = System.nanoTime() + limit.toNanos();
    Object lastValue = "nothing";
    Throwable lastFailure;
    do {
      try {
        T value = source.call();
        if (accepted.test(value)) {
          return value;
        }
        lastValue = value;
        lastFailure = null;
      } catch (Exception | AssertionError e) {
        lastFailure = e;
      }
      pause(what);
    } while (System.nanoTime() - deadline < 0);
    throw failure(what, limit, lastValue, lastFailure);
  }

  private static void pause(String what) {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted waiting for " + what, e);
    }
  }

  private static AssertionError failure(
      String what, Duration limit, @Nullable Object lastValue, @Nullable Throwable lastFailure) {
    String message = "gave up waiting for " + what + " after " + limit.toMillis() + " ms";
    return lastFailure != null
        ? new AssertionError(message, lastFailure)
        : new AssertionError(message + "; last: " + lastValue);
  }
}
