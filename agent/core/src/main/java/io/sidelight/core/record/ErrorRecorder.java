package io.sidelight.core.record;

import io.sidelight.core.meter.Meters;

/** Errors that belong to no call. Thread-safe. */
public final class ErrorRecorder {
  /** Where the agent's own errors are counted and told of. Thread-safe; does not throw. */
  public interface OwnErrors {
    void swallowed(String instrumentation, Throwable thrown);
  }

  private final Meters meters;
  private final OwnErrors ownErrors;

  /** Over these sinks. */
  public ErrorRecorder(Meters meters, OwnErrors ownErrors) {
    this.meters = meters;
    this.ownErrors = ownErrors;
  }

  /**
   * Something of the agent's failed where no woven code catches it: in a listener that an advice
   * has given to the library.
   */
  public void swallowed(String instrumentation, Throwable thrown) {
    ownErrors.swallowed(instrumentation, thrown);
  }

  /** An exception ends the current thread. */
  public void uncaught(Throwable thrown) {
    meters.uncaughtExceptions.series(thrown.getClass().getName()).increment();
  }
}
