package io.sidelight.core.meter;

import org.jspecify.annotations.Nullable;

/**
 * The upper bounds of a histogram, inclusive, and the whole-number unit in which it is kept. Whole
 * numbers make sums exact and additions independent of their order. There are fewer than 32, so
 * that one bit of an int can stand for each bucket.
 */
final class Buckets {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long MICROS_PER_SECOND = 1_000_000L;

  /** As the OpenTelemetry semantic conventions advise for HTTP. */
  static final Buckets HTTP =
      new Buckets(
          NANOS_PER_SECOND,
          .005,
          .01,
          .025,
          .05,
          .075,
          .1,
          .25,
          .5,
          .75,
          1,
          2.5,
          5,
          7.5,
          10); // in seconds

  /** As the OpenTelemetry semantic conventions advise for database calls. */
  static final Buckets DB =
      new Buckets(NANOS_PER_SECOND, .001, .005, .01, .05, .1, .5, 1, 5, 10); // in seconds

  /** A tenth of the database's: most Redis commands take less than a millisecond. */
  static final Buckets REDIS =
      new Buckets(NANOS_PER_SECOND, .0001, .0005, .001, .005, .01, .05, .1, .5, 1); // in seconds

  /** From a tenth of a millisecond, where nobody waits, to what pools wait for at most. */
  static final Buckets POOL =
      new Buckets(
          NANOS_PER_SECOND, .0001, .0005, .001, .005, .01, .05, .1, .5, 1, 5, 10, 30); // in seconds

  /**
   * From a second to a day. Kept in microseconds: ten thousand connections that stay open make 300
   * years, all that 63 bits of nanoseconds can hold, in eleven days.
   */
  static final Buckets CONNECTION =
      new Buckets(
          MICROS_PER_SECOND, 1, 5, 15, 60, 300, 900, 3600, 14400, 43200, 86400); // in seconds

  /** From 64 bytes to 16 MiB, each four times the one before. */
  static final Buckets SIZE =
      new Buckets(
          1, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216); // in bytes

  /** How many there are of something, one by one at first. */
  static final Buckets COUNT =
      new Buckets(1, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000);

  private final long unitsPerBase;
  private final long[] bounds;
  private final double[] upperBounds;

  /** What {@link #label} returns; made when it is first asked for. */
  private final byte[] @Nullable [] labels;

  private Buckets(long unitsPerBase, double... bounds) {
    this.unitsPerBase = unitsPerBase;
    this.bounds = new long[bounds.length];
    this.upperBounds = new double[bounds.length + 1];
    for (int i = 0; i < bounds.length; i++) {
      this.bounds[i] = Math.round(bounds[i] * unitsPerBase);
      this.upperBounds[i] = bounds[i];
    }
    upperBounds[bounds.length] = Double.POSITIVE_INFINITY;
    labels = new byte[upperBounds.length] @Nullable [];
  }

  /** Number of buckets, the infinite one included. */
  int size() {
    return upperBounds.length;
  }

  /** Position of the bucket that a value belongs to. */
  int indexOf(long units) {
    int i = 0;
    while (i < bounds.length && units > bounds[i]) {
      i++;
    }
    return i;
  }

  /** Nanoseconds in the unit of this histogram. */
  long unitsOfNanos(long nanos) {
    return unitsPerBase == NANOS_PER_SECOND ? nanos : nanos / (NANOS_PER_SECOND / unitsPerBase);
  }

  /** How many units are a second or a byte: a power of ten. */
  long unitsPerBase() {
    return unitsPerBase;
  }

  /** The last label of a bucket with all that follows up to the number. */
  byte[] label(int bucket) {
    byte[] known = labels[bucket];
    if (known == null) {
      boolean last = bucket == bounds.length;
      String bound = last ? "+Inf" : Double.toString(upperBounds[bucket]);
      known = ExpositionBuffer.bytes("le=\"" + bound + "\"} ");
      labels[bucket] = known;
    }
    return known;
  }

  /** The bounds in seconds or bytes; the last is infinite. Not to be written to. */
  double[] upperBounds() {
    return upperBounds;
  }
}
