package io.sidelight.core.meter;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Counts per bucket, the sum of all values, and one exemplar per bucket.
 *
 * <p>Assumes that records outnumber reads by far, and that most of them find none of it in the
 * processor's cache. Guarantees that a record is two additions without a lock, beside each other in
 * memory, that no record is lost, and that nothing is allocated, but for the rows with which it
 * answers contention and for one small object when a bucket needs a new exemplar.
 *
 * <p>There is no counter of its own: the count is the sum of the buckets, so that the two cannot
 * differ. A record that is under way while the series is read may be in the buckets and not yet in
 * the sum, never the other way round.
 *
 * <p>Exemplars: a bucket takes the first that it is offered, and no other until a scrape has
 * fetched that one. The common case is one read and no look at a clock.
 */
abstract class HistogramSeries extends Series {
  private static final AtomicReferenceFieldUpdater<HistogramSeries, AtomicLongArray[]> ROWS =
      AtomicReferenceFieldUpdater.newUpdater(
          HistogramSeries.class, AtomicLongArray[].class, "rows");

  /**
   * Four for each processor, so that those which run at once seldom have the same. A power of two,
   * since threads choose theirs by some bits of their number.
   */
  static final int MOST_ROWS =
      4 * Integer.highestOneBit(2 * Runtime.getRuntime().availableProcessors() - 1);

  /** So many numbers of no use end a row, so that no two rows have a line of a cache in common. */
  private static final int APART = 8;

  private final Buckets buckets;

  /** One count for each bucket, and the sum: of all that is recorded until two threads meet. */
  private final AtomicLongArray counts;

  /** As {@link #counts}, for what is recorded after that; null until then. */
  private volatile AtomicLongArray @Nullable [] rows;

  /**
   * One bit for each bucket that needs no exemplar. Threads may overwrite each other's: then a
   * bucket takes another before the scrape, or none until the one after it.
   */
  private int marked;

  private final AtomicReferenceArray<TraceMark> offered;

  /** The exemplars of earlier scrapes. Touched by scrapes only, which come one at a time. */
  private final @Nullable TraceMark[] shown;

  HistogramSeries(String[] values, Buckets buckets) {
    super(values);
    this.buckets = buckets;
    counts = new AtomicLongArray(buckets.size() + 1);
    offered = new AtomicReferenceArray<>(buckets.size());
    shown = new TraceMark[buckets.size()];
  }

  /** A number and two references for each bucket, and rows. */
  @Override
  final long estimateBytes() {
    AtomicLongArray[] all = rows;
    long contended = all == null ? 0 : all.length * (40L + 8L * (buckets.size() + APART));
    return super.estimateBytes() + 128 + 16L * buckets.size() + contended;
  }

  final Buckets buckets() {
    return buckets;
  }

  final void add(long units, long traceIdHigh, long traceIdLow, long spanId) {
    int bucket = add(units);
    int bit = 1 << bucket;
    if ((marked & bit) == 0 && (traceIdHigh | traceIdLow) != 0) {
      offered.set(
          bucket,
          new TraceMark(
              Math.max(units, 0), traceIdHigh, traceIdLow, spanId, System.currentTimeMillis()));
      marked |= bit;
    }
  }

  /** Negative values count as zero. */
  final int add(long units) {
    int bucket = buckets.indexOf(units);
    AtomicLongArray[] others = rows;
    AtomicLongArray row = others == null ? counts : ownRow(others);
    long count = row.get(bucket);
    if (!row.compareAndSet(bucket, count, count + 1)) {
      row = ownRow(moreRows(others));
      row.incrementAndGet(bucket);
    }
    // After the count, and in the same row.
    row.addAndGet(buckets.size(), Math.max(units, 0));
    return bucket;
  }

  /** The current thread's. */
  private static AtomicLongArray ownRow(AtomicLongArray[] rows) {
    return rows[(int) Thread.currentThread().getId() & (rows.length - 1)];
  }

  /** Twice as many as before, unless that were too many. */
  private AtomicLongArray[] moreRows(AtomicLongArray @Nullable [] before) {
    AtomicLongArray[] more = before == null ? new AtomicLongArray[0] : before;
    int known = more.length;
    if (known < MOST_ROWS) {
      more = Arrays.copyOf(more, Math.max(2 * known, 2));
      for (int i = known; i < more.length; i++) {
        more[i] = new AtomicLongArray(buckets.size() + 1 + APART);
      }
      ROWS.compareAndSet(this, before, more);
    }
    // Of threads that come here at once the first is right.
    return Objects.requireNonNull(rows);
  }

  @Override
  final Reading read(boolean renewExemplars) {
    return Reading.ofHistogram(this, histogram(renewExemplars));
  }

  /**
   * What has been recorded so far.
   *
   * @param renewExemplars whether buckets may take a new exemplar after this
   */
  final HistogramReading histogram(boolean renewExemplars) {
    // The sum first: what is in it is in the buckets already.
    HistogramReading reading = new HistogramReading(buckets, total(buckets.size()));
    for (int i = 0; i < buckets.size(); i++) {
      TraceMark mark = offered.get(i);
      if (mark == null) {
        mark = shown[i];
      } else if (renewExemplars) {
        shown[i] = mark;
        offered.set(i, null);
      }
      reading.set(i, total(i), mark);
    }
    if (renewExemplars) {
      marked = 0;
    }
    return reading;
  }

  /** Of all rows there are by now: none is ever taken away. */
  private long total(int column) {
    long total = counts.get(column);
    AtomicLongArray[] others = rows;
    if (others != null) {
      for (AtomicLongArray row : others) {
        total += row.get(column);
      }
    }
    return total;
  }
}
