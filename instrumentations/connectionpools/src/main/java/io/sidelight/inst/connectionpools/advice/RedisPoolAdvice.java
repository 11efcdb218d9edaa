package io.sidelight.inst.connectionpools.advice;

import io.sidelight.core.record.PoolRecorder;
import io.sidelight.core.record.PoolWait;
import io.sidelight.core.record.Recorders;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * On commons-pool2's pool, as far as its factory says that it is one of connections to Redis. What
 * else is kept in such pools is nobody's business, or told by {@link PoolAdvice}.
 */
public final class RedisPoolAdvice {
  private static final PoolRecorder POOLS = Recorders.redisPools();

  private RedisPoolAdvice() {}

  public static @Nullable Object borrow(Object pool, @Nullable Object factory) {
    PoolWait wait = POOLS.begin(pool);
    if (wait == PoolWait.UNKNOWN) {
      PoolKind kind = factory == null ? null : PoolKind.ofFactory(factory.getClass());
      if (kind == null) {
        return null;
      }
      KnownPool.tell(POOLS, pool, kind);
      wait = POOLS.begin(pool);
    }
    return wait == null ? pool : wait;
  }

  public static void borrowed(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token == PoolWait.UNKNOWN) {
      return;
    }
    if (token instanceof PoolWait) {
      boolean late = thrown instanceof NoSuchElementException && thrown.getCause() == null;
      POOLS.end((PoolWait) token, returned, thrown, late);
    } else if (token != null && returned != null) {
      // Lettuce hides this one from whoever borrows it, but gives it back.
      POOLS.lend(token, returned);
    }
  }

  public static @Nullable Object create(Object pool) {
    return POOLS.knows(pool) && POOLS.opens() ? System.nanoTime() : null;
  }

  public static void created(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      POOLS.opened(returned == null ? -1 : System.nanoTime() - (Long) token);
    }
  }

  public static void returned(@Nullable Object connection) {
    if (connection != null) {
      POOLS.returned(connection);
    }
  }

  public static void close(Object pool) {
    POOLS.closed(pool);
  }
}
