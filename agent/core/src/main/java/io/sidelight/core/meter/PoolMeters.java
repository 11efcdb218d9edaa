package io.sidelight.core.meter;

/**
 * What is measured of connection pools of one kind. The order in which a family takes its label
 * values stands beside it.
 */
public final class PoolMeters {
  /** Pool, state (active or idle), the conventions' state (used or idle). */
  public final Observations connections;

  /** Pool, state (waiting). */
  public final Observations waiting;

  /** Pool. */
  public final Observations max;

  /** Pool. */
  public final Observations min;

  /** Pool, route. */
  public final Durations wait;

  /** Pool. */
  public final Durations use;

  /** Pool; empty for none. */
  public final Durations create;

  /** Pool. */
  public final Counts timeouts;

  PoolMeters(Meters meters, PoolMeasures measures) {
    connections = meters.observations(measures.connections);
    waiting = meters.observations(measures.waiting);
    max = meters.observations(measures.max);
    min = meters.observations(measures.min);
    wait = meters.durations(measures.wait, Buckets.POOL);
    use = meters.durations(measures.use, Buckets.POOL);
    create = meters.durations(measures.create, Buckets.POOL);
    timeouts = meters.counts(measures.timeouts);
  }
}
