package io.sidelight.core.record;

import io.sidelight.core.meter.Meters;

/** Errors that belong to no call. Thread-safe. */
public final class ErrorRecorder {
  private final Meters meters;

  /** Over this sink. */
  public ErrorRecorder(Meters meters) {
    this.meters = meters;
  }

  /** An exception ends the current thread. */
  public void uncaught(Throwable thrown) {
    meters.uncaughtExceptions.series(thrown.getClass().getName()).increment();
  }
}
