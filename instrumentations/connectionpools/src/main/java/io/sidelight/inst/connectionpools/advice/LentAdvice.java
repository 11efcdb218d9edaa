package io.sidelight.inst.connectionpools.advice;

import io.sidelight.core.record.PoolRecorder;
import io.sidelight.core.record.Recorders;
import org.jspecify.annotations.Nullable;

/**
 * Where a pool lends what its connections hide: they are dynamic proxies, which are not woven, or
 * made anew for each time that it is lent.
 */
public final class LentAdvice {
  private static final PoolRecorder POOLS = Recorders.pools();

  private LentAdvice() {}

  public static Object enter(Object pool) {
    return pool;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (returned != null) {
      POOLS.lend(returned);
    }
  }

  public static void made(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null && returned != null) {
      POOLS.lend(token);
    }
  }

  public static Object take(Object holder) {
    return holder;
  }

  public static void taken(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null && Boolean.TRUE.equals(returned)) {
      POOLS.lend(token);
    }
  }
}
