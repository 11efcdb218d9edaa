package io.sidelight.core.meter;

import org.jspecify.annotations.Nullable;

/**
 * One label set of a {@link Family} and what has been recorded for it. Every recording method of
 * every kind of series may be called by any number of threads at once; none takes a lock.
 */
public abstract class Series {
  /** Of the object, its slot in the table, a counter, and strings as objects. */
  private static final int OWN_BYTES = 160;

  private static final int COMPANION_BYTES = 700;

  private final int hash;
  private final String d1;
  private final String d2;
  private final String d3;
  private final String d4;
  private final String d5;
  private volatile @Nullable Object companion;

  Series(String[] values) {
    d1 = values[0];
    d2 = values[1];
    d3 = values[2];
    d4 = values[3];
    d5 = values[4];
    hash = hash(d1, d2, d3, d4, d5);
  }

  /** What a recorder keeps with this series; see {@link #companion(Object)}. */
  public final @Nullable Object companion() {
    return companion;
  }

  /**
   * Keeps what follows from the label values, so that finding the series finds it as well. The
   * values of a series may have been cleaned, and one beyond the cap stands for many: whoever asks
   * must see whether it is theirs.
   */
  public final void companion(@Nullable Object worked) {
    companion = worked;
  }

  /** What this series holds at this moment, if anything. Called by one scrape at a time. */
  abstract @Nullable Reading read(boolean renewExemplars);

  /** The bytes that it keeps alive, about, without what contention adds. */
  long estimateBytes() {
    int letters = d1.length() + d2.length() + d3.length() + d4.length() + d5.length();
    return OWN_BYTES + 2L * letters + (companion == null ? 0 : COMPANION_BYTES);
  }

  final int hash() {
    return hash;
  }

  final String value(int position) {
    switch (position) {
      case 0:
        return d1;
      case 1:
        return d2;
      case 2:
        return d3;
      case 3:
        return d4;
      default:
        return d5;
    }
  }

  final boolean is(int hash, String d1, String d2, String d3, String d4, String d5) {
    return this.hash == hash
        && this.d1.equals(d1)
        && this.d2.equals(d2)
        && this.d3.equals(d3)
        && this.d4.equals(d4)
        && this.d5.equals(d5);
  }

  /** Strings remember their hash code, so this costs a few multiplications. */
  static int hash(String d1, String d2, String d3, String d4, String d5) {
    int h = d1.hashCode();
    h = 31 * h + d2.hashCode();
    h = 31 * h + d3.hashCode();
    h = 31 * h + d4.hashCode();
    h = 31 * h + d5.hashCode();
    h *= 0x9E3779B9;
    return h ^ (h >>> 16);
  }
}
