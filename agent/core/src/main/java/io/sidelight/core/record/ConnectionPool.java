package io.sidelight.core.record;

import java.lang.ref.WeakReference;

/** How to ask a connection pool, which is held weakly, about itself. */
public abstract class ConnectionPool extends WeakReference<Object> {
  /** What a pool can tell. */
  public enum Gauge {
    /** Connections that somebody uses. */
    ACTIVE,

    /** Open connections that nobody uses. */
    IDLE,

    /** Threads that wait for a connection. */
    WAITING,

    /** The most connections that it may have. */
    MAX,

    /** The idle connections that it keeps at least. */
    MIN
  }

  final String name;

  /**
   * @param name what the pool itself is called; one that has none is given a number
   */
  protected ConnectionPool(Object pool, String name) {
    super(pool);
    this.name = name;
  }

  /**
   * Whether it does not tell which of its connections are in use. Then {@link Gauge#IDLE} asks for
   * all that are open, and those that it has lent since the agent knows it count as used.
   */
  protected boolean tellsOpenOnly() {
    return false;
  }

  /**
   * How it is now; negative if the pool cannot tell. Asked while somebody scrapes: must not wait,
   * and must not change anything.
   *
   * @param pool the one that this is about
   */
  protected abstract long ask(Object pool, Gauge gauge) throws Exception;
}
