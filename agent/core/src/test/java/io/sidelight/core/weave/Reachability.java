package io.sidelight.core.weave;

import static org.junit.jupiter.api.Assertions.fail;

import java.lang.ref.WeakReference;

final class Reachability {
  private static final long DEADLINE_NANOS = 20_000_000_000L;

  private Reachability() {}

  /** Fails if collecting garbage again and again does not clear the reference. */
  static void assertCollected(WeakReference<?> reference) {
    long begin = System.nanoTime();
    while (reference.get() != null) {
      if (System.nanoTime() - begin > DEADLINE_NANOS) {
        fail("still reachable: " + reference.get());
      }
      System.gc();
      Thread.onSpinWait();
    }
  }
}
