package io.sidelight.core.record;

import io.sidelight.core.meter.Meters;

/** What is looked up in the application's caches, and whether it is there. Thread-safe. */
public final class CacheRecorder {
  private final Meters meters;

  /** Over these meters. */
  public CacheRecorder(Meters meters) {
    this.meters = meters;
  }

  /**
   * Something was looked up.
   *
   * @param cache its name, out of the few that an application has
   */
  public void looked(String cache, boolean found) {
    meters.cacheRequests.series(cache, found ? "hit" : "miss").increment();
  }
}
