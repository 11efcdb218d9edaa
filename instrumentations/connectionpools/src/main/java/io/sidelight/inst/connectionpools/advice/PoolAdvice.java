package io.sidelight.inst.connectionpools.advice;

import io.sidelight.core.record.PoolRecorder;
import io.sidelight.core.record.PoolWait;
import io.sidelight.core.record.Recorders;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Where somebody asks a pool for a connection. */
public final class PoolAdvice {
  private static final PoolRecorder POOLS = Recorders.pools();
  private static final int DEPTH = 8;

  /**
   * Words in names of exceptions or in their messages; the last three are Vibur's, UCP's and
   * GlassFish's. By name, also what {@code java.sql} has: a server's modules may not see that.
   */
  private static final String[] LATE = {
    "timeout",
    "timed out",
    "sqltransientconnection",
    "exhausted",
    "couldn't obtain",
    "are in use",
    "expired max-wait-time"
  };

  private PoolAdvice() {}

  public static @Nullable Object enter(Object pool) {
    PoolWait wait = POOLS.begin(pool);
    if (wait == PoolWait.UNKNOWN) {
      KnownPool.tell(POOLS, pool);
      wait = POOLS.begin(pool);
    }
    return wait == PoolWait.UNKNOWN ? null : wait;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      POOLS.end((PoolWait) token, returned, thrown, thrown != null && isTimeout(thrown));
    }
  }

  /** Every pool has a way of its own to say that there was no connection in time. */
  private static boolean isTimeout(Throwable thrown) {
    Throwable at = thrown;
    for (int i = 0; i < DEPTH && at != null; i++) {
      if (at instanceof NoSuchElementException
          || saysSo(at.getClass().getSimpleName())
          || saysSo(String.valueOf(at.getMessage()))) {
        return true;
      }
      at = at.getCause();
    }
    return false;
  }

  private static boolean saysSo(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (String word : LATE) {
      if (lower.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
