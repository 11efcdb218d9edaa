package io.sidelight.core.record;

import org.jspecify.annotations.Nullable;

/** What a driver says of a call that has failed. Immutable. */
public final class DbFailure {
  /** Whose fault it is that there is no answer. */
  public enum Reason {
    /** The database refused, or could not be reached. */
    ERROR,

    /** It took longer than it may. */
    TIMEOUT,

    /** Somebody did not want the answer any more. */
    CANCELLED
  }

  private final @Nullable String state;
  private final Reason reason;

  /**
   * @param state the SQLState (ISO/IEC 9075), or null
   */
  public DbFailure(@Nullable String state, Reason reason) {
    this.state = state == null || state.isEmpty() ? null : state;
    this.reason = reason;
  }

  @Nullable String state() {
    return state;
  }

  /** The state's first two characters, which all databases agree on; empty if there is none. */
  String stateClass() {
    return state == null || state.length() < 2 ? "" : state.substring(0, 2);
  }

  String errorType(@Nullable Throwable thrown) {
    if (state != null) {
      return state;
    }
    return thrown == null ? "_OTHER" : thrown.getClass().getName();
  }

  boolean isInterruption() {
    return reason != Reason.ERROR;
  }

  /** As a label. */
  String reason() {
    switch (reason) {
      case TIMEOUT:
        return "timeout";
      case CANCELLED:
        return "cancelled";
      default:
        return "error";
    }
  }
}
