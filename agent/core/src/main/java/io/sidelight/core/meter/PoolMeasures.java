package io.sidelight.core.meter;

import static io.sidelight.core.meter.Dimension.CONVENTIONAL_STATE;
import static io.sidelight.core.meter.Dimension.POOL;
import static io.sidelight.core.meter.Dimension.ROUTE;
import static io.sidelight.core.meter.Dimension.STATE;

/** What there is to know of connection pools of one kind. */
final class PoolMeasures {
  static final PoolMeasures DATABASE = new PoolMeasures();
  static final PoolMeasures REDIS = new PoolMeasures();

  final Measure connections = new Measure(POOL, STATE, CONVENTIONAL_STATE);
  final Measure waiting = new Measure(POOL, STATE);
  final Measure max = new Measure(POOL);
  final Measure min = new Measure(POOL);
  final Measure wait = new Measure(POOL, ROUTE);
  final Measure use = new Measure(POOL);
  final Measure create = new Measure(POOL);
  final Measure timeouts = new Measure(POOL);

  private PoolMeasures() {}
}
