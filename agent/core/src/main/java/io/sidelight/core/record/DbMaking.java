package io.sidelight.core.record;

import org.jspecify.annotations.Nullable;

/**
 * The making of a statement, which a thread is in the middle of. There is one object per thread and
 * depth, used again: wrappers of connections ask each other. Used by its own thread only.
 */
public final class DbMaking {
  /**
   * Nobody wraps more. A making whose end nobody told, for lack of stack, would stay for ever
   * otherwise.
   */
  private static final int DEEPEST = 16;

  private final ThreadState thread;
  private final @Nullable DbMaking outer;
  private final int depth;
  private @Nullable DbMaking inner;
  private @Nullable Object connection;
  @Nullable String sql;

  DbMaking(ThreadState thread, @Nullable DbMaking outer) {
    this.thread = thread;
    this.outer = outer;
    this.depth = outer == null ? 0 : outer.depth + 1;
  }

  static DbMaking begin(ThreadState thread, Object connection, @Nullable String sql) {
    DbMaking around = thread.making.depth < DEEPEST ? thread.making : thread.outermostMaking;
    DbMaking making = around.inner;
    if (making == null) {
      making = new DbMaking(thread, around);
      around.inner = making;
    }
    making.connection = connection;
    making.sql = sql;
    thread.making = making;
    return making;
  }

  /** The connection that was asked; null once that is over. */
  public @Nullable Object connection() {
    return connection;
  }

  void end() {
    connection = null;
    sql = null;
    thread.making = outer == null ? this : outer;
  }
}
