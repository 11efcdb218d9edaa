package io.sidelight.inst.jdbc.advice;

import io.sidelight.core.record.PoolRecorder;
import io.sidelight.core.record.Recorders;
import org.jspecify.annotations.Nullable;

/** On data sources of drivers that open a connection without asking {@code Driver.connect}. */
public final class OpenAdvice {
  private static final PoolRecorder POOLS = Recorders.pools();

  private OpenAdvice() {}

  public static @Nullable Object enter() {
    return POOLS.opens() ? (Long) System.nanoTime() : null;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      POOLS.opened(returned == null ? -1 : System.nanoTime() - (Long) token);
    }
  }
}
