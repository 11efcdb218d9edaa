package io.sidelight.shop.traffic;

import java.util.concurrent.atomic.LongAdder;

/** What was sent and what came back; safe for use by several threads. */
public final class Tally {
  private static final int CLASSES = 6;

  private final LongAdder sent = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder pushed = new LongAdder();
  private final LongAdder[] answered = new LongAdder[CLASSES];

  public Tally() {
    for (int i = 0; i < CLASSES; i++) {
      answered[i] = new LongAdder();
    }
  }

  void sent() {
    sent.increment();
  }

  void answered(int status) {
    answered[Math.min(CLASSES - 1, status / 100)].increment();
  }

  /** A request that got no answer. */
  void failed() {
    failed.increment();
  }

  /** A message came through the WebSocket. */
  void pushed() {
    pushed.increment();
  }

  @Override
  public String toString() {
    return String.format(
        "%d requests (2xx %d, 4xx %d, 5xx %d, no answer %d), %d WebSocket messages",
        sent.sum(),
        answered[2].sum(),
        answered[4].sum(),
        answered[5].sum(),
        failed.sum(),
        pushed.sum());
  }
}
