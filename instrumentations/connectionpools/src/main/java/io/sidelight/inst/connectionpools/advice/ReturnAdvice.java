package io.sidelight.inst.connectionpools.advice;

import io.sidelight.core.record.PoolRecorder;
import io.sidelight.core.record.Recorders;
import org.jspecify.annotations.Nullable;

/** Where a connection goes back to its pool, or out of it. */
public final class ReturnAdvice {
  private static final PoolRecorder POOLS = Recorders.pools();

  private ReturnAdvice() {}

  public static void enter(@Nullable Object connection) {
    if (connection != null) {
      POOLS.returned(connection);
    }
  }
}
