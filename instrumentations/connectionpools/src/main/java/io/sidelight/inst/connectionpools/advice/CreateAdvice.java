package io.sidelight.inst.connectionpools.advice;

import io.sidelight.core.record.PoolRecorder;
import io.sidelight.core.record.Recorders;
import org.jspecify.annotations.Nullable;

/** Where a pool opens connections on a thread of its own. */
public final class CreateAdvice {
  private static final PoolRecorder POOLS = Recorders.pools();

  private CreateAdvice() {}

  public static @Nullable Object enter(Object pool) {
    if (!POOLS.knows(pool)) {
      KnownPool.tell(POOLS, pool);
    }
    return POOLS.creates(pool) ? pool : null;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      POOLS.hasCreated();
    }
  }
}
