package io.sidelight.core.record;

import io.sidelight.core.meter.CountSeries;
import io.sidelight.core.meter.DurationSeries;
import io.sidelight.core.meter.ObservedSeries;
import io.sidelight.core.meter.PoolMeters;
import io.sidelight.core.record.ConnectionPool.Gauge;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The pools that have one name, of which there is nearly always one: asked when somebody scrapes,
 * and added up. Thread-safe.
 */
final class PoolGroup {
  final String name;
  final DurationSeries use;
  final DurationSeries create;
  final CountSeries timeouts;

  /** Connections that have been lent and not given back. */
  final AtomicLong lent = new AtomicLong();

  /**
   * Asked without a lock: a pool may tell of its end while it keeps one that the question needs.
   */
  private final List<ConnectionPool> pools = new CopyOnWriteArrayList<>();

  PoolGroup(String name, PoolMeters meters) {
    this.name = name;
    this.use = meters.use.series(name);
    this.timeouts = meters.timeouts.series(name);
    this.create = meters.create.series(name);
    meters.connections.series(name, "active", "used").observe(new Answer(Gauge.ACTIVE));
    meters.connections.series(name, "idle", "idle").observe(new Answer(Gauge.IDLE));
    meters.waiting.series(name, "waiting").observe(new Answer(Gauge.WAITING));
    meters.max.series(name).observe(new Answer(Gauge.MAX));
    meters.min.series(name).observe(new Answer(Gauge.MIN));
  }

  void add(ConnectionPool pool) {
    pools.add(pool);
  }

  void remove(Object pool) {
    for (ConnectionPool known : pools) {
      if (known.get() == pool) {
        pools.remove(known);
      }
    }
  }

  private final class Answer implements ObservedSeries.Source {
    private final Gauge gauge;

    Answer(Gauge gauge) {
      this.gauge = gauge;
    }

    @Override
    public long value() {
      return sum(gauge);
    }
  }

  private long sum(Gauge gauge) {
    long sum = ObservedSeries.Source.NONE;
    for (ConnectionPool known : pools) {
      Object pool = known.get();
      if (pool == null) {
        pools.remove(known);
      } else {
        long value = ask(known, pool, gauge);
        sum = value < 0 ? sum : Math.max(sum, 0) + value;
      }
    }
    return sum;
  }

  /** Whatever a pool throws, the page must be answered. */
  private long ask(ConnectionPool known, Object pool, Gauge gauge) {
    try {
      if (known.tellsOpenOnly() && gauge == Gauge.ACTIVE) {
        return lent.get();
      }
      long told = known.ask(pool, gauge);
      return known.tellsOpenOnly() && gauge == Gauge.IDLE ? Math.max(told - lent.get(), 0) : told;
    } catch (Throwable e) {
      pools.remove(known);
      Recorders.errors().swallowed("connectionpools", e);
      return -1;
    }
  }
}
