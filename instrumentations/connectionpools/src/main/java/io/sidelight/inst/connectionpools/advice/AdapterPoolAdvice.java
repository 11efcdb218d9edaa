package io.sidelight.inst.connectionpools.advice;

import io.sidelight.core.record.PoolRecorder;
import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WeakTable;
import org.jspecify.annotations.Nullable;

/**
 * On the pools of application servers, as far as they are of connections to databases: whatever a
 * resource adapter connects to is kept in such pools, messages for one.
 */
public final class AdapterPoolAdvice {
  private static final PoolRecorder POOLS = Recorders.pools();

  /** Pools of something else. */
  private static final WeakTable<Object, Boolean> OTHERS = new WeakTable<>();

  /** The resource adapters for JDBC of WildFly, Open Liberty and GlassFish. */
  private static final String[] JDBC = {
    "org.jboss.jca.adapters.jdbc.", "com.ibm.ws.rsadapter.", "com.sun.gjc."
  };

  private AdapterPoolAdvice() {}

  /**
   * The pool is asked for a connection.
   *
   * @param factory of the resource adapter
   */
  public static @Nullable Object borrow(Object pool, @Nullable Object factory) {
    return knows(pool, factory) ? POOLS.begin(pool) : null;
  }

  /**
   * As {@link #borrow}.
   *
   * @param allocator GlassFish's, which has the resource adapter's factory
   */
  public static @Nullable Object allocate(Object pool, @Nullable Object allocator) {
    return knowsAllocated(pool, allocator) ? POOLS.begin(pool) : null;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    PoolAdvice.exit(token, returned, thrown);
  }

  /**
   * The pool opens a connection, for somebody who waits or on a thread of its own.
   *
   * @param factory of the resource adapter
   */
  public static @Nullable Object open(@Nullable Object pool, @Nullable Object factory) {
    return pool != null && knows(pool, factory) && POOLS.creates(pool) ? pool : null;
  }

  /** As {@link #open}, with an allocator as {@link #allocate}. */
  public static @Nullable Object openAllocated(Object pool, @Nullable Object allocator) {
    return knowsAllocated(pool, allocator) && POOLS.creates(pool) ? pool : null;
  }

  public static void opened(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      POOLS.hasCreated();
    }
  }

  private static boolean knowsAllocated(Object pool, @Nullable Object allocator) {
    if (POOLS.knows(pool)) {
      return true;
    }
    return OTHERS.get(pool) == null
        && knows(pool, allocator == null ? null : PoolPath.follow(allocator, "#mcf"));
  }

  private static boolean knows(Object pool, @Nullable Object factory) {
    if (POOLS.knows(pool)) {
      return true;
    }
    if (OTHERS.get(pool) != null) {
      return false;
    }
    String name = factory == null ? "" : factory.getClass().getName();
    for (String start : JDBC) {
      if (name.startsWith(start)) {
        KnownPool.tell(POOLS, pool);
        return true;
      }
    }
    OTHERS.put(pool, true);
    return false;
  }
}
