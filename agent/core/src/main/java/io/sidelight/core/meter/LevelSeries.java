package io.sidelight.core.meter;

import java.util.concurrent.atomic.LongAdder;

/**
 * How many of something there are now. Ups and downs are kept apart: read in the right order they
 * never show less than nothing, however many threads move the level meanwhile.
 */
public final class LevelSeries extends Series {
  private static final int ATTEMPTS = 10;

  private final LongAdder ups = new LongAdder();
  private final LongAdder downs = new LongAdder();

  LevelSeries(String[] values) {
    super(values);
  }

  /** One more. */
  public void increment() {
    ups.increment();
  }

  /** One less. Must follow an {@link #increment} of the same series. */
  public void decrement() {
    downs.increment();
  }

  @Override
  Reading read(boolean renewExemplars) {
    long down = downs.sum();
    long up = ups.sum();
    // Whatever ends while the reader is held up between the two would be shown as still there.
    for (int i = 0; i < ATTEMPTS && downs.sum() != down; i++) {
      // Downs first: each of those that are seen had its up before.
      down = downs.sum();
      up = ups.sum();
    }
    return Reading.ofLevel(this, up, up - down);
  }
}
