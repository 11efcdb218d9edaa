package io.sidelight.core.meter;

import org.jspecify.annotations.Nullable;

/** A level that is not recorded but asked for at every scrape. Thread-safe. */
public final class ObservedSeries extends Series {
  private volatile @Nullable Source source;

  /** Whoever knows the level. */
  public interface Source {
    /** What {@link #value} returns when there is no level: then the series is not shown. */
    long NONE = Long.MIN_VALUE;

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
  @Nullable Reading read(boolean renewExemplars) {
    Source asked = source;
    long level = asked == null ? Source.NONE : asked.value();
    return level == Source.NONE ? null : Reading.ofLevel(this, 0, level);
  }
}
