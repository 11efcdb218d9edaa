package io.sidelight.inst.connectionpools.advice;

import io.sidelight.core.record.ConnectionPool;
import io.sidelight.core.record.PoolRecorder;

/**
 * A pool that is asked by what its {@link PoolKind} says. By reflection, once per scrape: the same
 * words have been in all versions of a pool, and nothing has to be compiled against nine of them.
 */
final class KnownPool extends ConnectionPool {
  private final PoolKind kind;

  private KnownPool(Object pool, PoolKind kind) {
    super(pool, kind.nameOf(pool));
    this.kind = kind;
  }

  static void tell(PoolRecorder pools, Object pool) {
    PoolKind kind = PoolKind.of(pool.getClass());
    if (kind != null) {
      tell(pools, pool, kind);
    }
  }

  static void tell(PoolRecorder pools, Object pool, PoolKind kind) {
    pools.add(new KnownPool(pool, kind), kind.label);
  }

  @Override
  protected boolean tellsOpenOnly() {
    return kind.tellsOpenOnly();
  }

  @Override
  protected long ask(Object pool, Gauge gauge) {
    Object told = PoolPath.follow(pool, kind.path(gauge));
    return told instanceof Number ? ((Number) told).longValue() : -1;
  }
}
