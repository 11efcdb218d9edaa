package io.sidelight.inst.connectionpools.advice;

import io.sidelight.core.record.PoolRecorder;
import io.sidelight.core.record.Recorders;

/** Where a pool ends. */
public final class CloseAdvice {
  private static final PoolRecorder POOLS = Recorders.pools();

  private CloseAdvice() {}

  public static void enter(Object pool) {
    POOLS.closed(pool);
  }
}
