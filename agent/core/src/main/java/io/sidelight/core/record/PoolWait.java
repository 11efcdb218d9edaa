package io.sidelight.core.record;

import org.jspecify.annotations.Nullable;

/**
 * A thread that asks a pool for a connection; see {@link PoolRecorder}. There is one object per
 * thread, used again. Used by its own thread only.
 */
public final class PoolWait {
  /** Of a pool that nobody has told of. */
  public static final PoolWait UNKNOWN = new PoolWait();

  /** The pool that is asked; null if none is. */
  @Nullable PoolGroup pool;

  long startNanos;

  /** What the pool has told itself that it lends. */
  PoolRecorder.@Nullable Lent lent;

  PoolWait() {}
}
