package io.sidelight.core.meter;

import java.util.concurrent.atomic.LongAdder;

/** A number of events that only grows. */
public final class CountSeries extends Series {
  private final LongAdder count = new LongAdder();

  CountSeries(String[] values) {
    super(values);
  }

  /** Counts one event. */
  public void increment() {
    count.increment();
  }

  /** Counts several events at once. */
  public void add(long events) {
    count.add(events);
  }

  @Override
  Reading read(boolean renewExemplars) {
    return Reading.ofCount(this, count.sum());
  }
}
