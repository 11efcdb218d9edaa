package io.sidelight.core.meter;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts per bucket, the sum of all values, and one exemplar per bucket.
 *
 * <p>Assumes that records outnumber reads by far. Guarantees that a record is two additions without
 * a lock, that no record is lost, and that nothing is allocated, but for the cells with which a
 * {@link LongAdder} answers contention and for one small object when a bucket needs a new exemplar.
 *
 * <p>There is no counter of its own: the count is the sum of the buckets, so that the two cannot
 * differ. A record that is under way while the series is read may be in the buckets and not yet in
 * the sum, never the other way round.
 *
 * <p>Exemplars: a bucket takes the first that it is offered, and no other until a scrape has
 * fetched that one. The common case is one volatile read and no look at a clock.
 */
final class Histogram {
  private final Buckets buckets;
  private final LongAdder[] counts;
  private final LongAdder sum = new LongAdder();
  private final AtomicReferenceArray<TraceMark> offered;

  /** The exemplars of earlier scrapes. Touched by scrapes only, which come one at a time. */
  private final @Nullable TraceMark[] shown;

  Histogram(Buckets buckets) {
    this.buckets = buckets;
    counts = new LongAdder[buckets.size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
    }
    offered = new AtomicReferenceArray<>(counts.length);
    shown = new TraceMark[counts.length];
  }

  /** See {@link Series#estimateBytes}. An adder, with a slot for it in each of three arrays. */
  long estimateBytes() {
    return 96 + 44L * counts.length;
  }

  void recordNanos(long nanos) {
    record(buckets.unitsOfNanos(nanos));
  }

  void recordNanos(long nanos, long traceIdHigh, long traceIdLow, long spanId) {
    record(buckets.unitsOfNanos(nanos), traceIdHigh, traceIdLow, spanId);
  }

  void record(long units) {
    add(Math.max(units, 0));
  }

  void record(long units, long traceIdHigh, long traceIdLow, long spanId) {
    long value = Math.max(units, 0);
    int bucket = add(value);
    if (offered.get(bucket) == null && (traceIdHigh | traceIdLow) != 0) {
      offered.set(
          bucket,
          new TraceMark(value, traceIdHigh, traceIdLow, spanId, System.currentTimeMillis()));
    }
  }

  private int add(long units) {
    int bucket = buckets.indexOf(units);
    counts[bucket].increment();
    sum.add(units);
    return bucket;
  }

  /**
   * What has been recorded so far.
   *
   * @param renewExemplars whether buckets may take a new exemplar after this
   */
  HistogramReading read(boolean renewExemplars) {
    // The sum first: what is in it is in the buckets already.
    long total = sum.sum();
    HistogramReading reading = new HistogramReading(buckets, total);
    for (int i = 0; i < counts.length; i++) {
      TraceMark mark = offered.get(i);
      if (mark == null) {
        mark = shown[i];
      } else if (renewExemplars) {
        shown[i] = mark;
        offered.set(i, null);
      }
      reading.set(i, counts[i].sum(), mark);
    }
    return reading;
  }
}
