package io.sidelight.core.meter;

import org.jspecify.annotations.Nullable;

/** A level that is not recorded but asked for at every scrape. Thread-safe. */
public final class ObservedSeries extends Series {
  private volatile @Nullable Source source;

  /** Whoever knows the level. */
  public interface Source {
    /** The level now. Must return promptly. */
    long value();
  }

  ObservedSeries(String[] values) {
    super(values);
  }

  /** From now on this is asked. */
  public void observe(Source of) {
    source = of;
  }

  @Override
  Reading read(boolean renewExemplars) {
    Source asked = source;
    return Reading.ofLevel(this, 0, asked == null ? 0 : asked.value());
  }
}
