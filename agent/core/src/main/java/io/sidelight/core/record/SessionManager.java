package io.sidelight.core.record;

import java.lang.ref.WeakReference;

/** How to ask one of a container's session managers, which is held weakly. */
public abstract class SessionManager extends WeakReference<Object> {
  protected SessionManager(Object manager) {
    super(manager);
  }

  /**
   * How many sessions it has now, 0 if it has been stopped. Asked while somebody scrapes: must not
   * wait, and must not change anything.
   *
   * @param manager the one that this is about
   */
  protected abstract long active(Object manager);
}
