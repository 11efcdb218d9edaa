package io.sidelight.core.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pauses between batches that fail. */
@Timeout(60)
class BackoffTest {
  @Test
  void pausesGrowFromBatchToBatch() {
    Backoff backoff = new Backoff(new RetryPolicy(3, 1_000, 30_000, 60_000));
    assertEquals(0, backoff.pauseNanos());
    double[] seconds = {1, 2, 4, 8, 16, 30, 30, 30};
    for (double expected : seconds) {
      backoff.failed(0);
      assertEquals(expected, backoff.pauseNanos() / 1e9, expected * 0.21);
    }
    backoff.failed(45_000);
    assertEquals(49.5, backoff.pauseNanos() / 1e9, 5);
    backoff.failed(Long.MAX_VALUE);
    assertEquals(66, backoff.pauseNanos() / 1e9, 7);
    for (int i = 0; i < 100; i++) {
      backoff.failed(0);
      assertEquals(30, backoff.pauseNanos() / 1e9, 6.1);
    }
    backoff.succeeded();
    assertEquals(0, backoff.pauseNanos());
    backoff.failed(0);
    assertEquals(1, backoff.pauseNanos() / 1e9, 0.21);
  }
}
