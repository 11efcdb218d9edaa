package io.sidelight.core.meter;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Series by their five label values.
 *
 * <p>Assumes that series are never removed and that look-ups outnumber insertions by far.
 * Guarantees that {@link #find} takes no lock and allocates nothing, and that a series which was
 * added is found by every look-up that begins afterwards.
 *
 * <p>Open addressing with linear probing, at most half full. Slots go from empty to filled, once.
 * An insertion fills a slot of the published array, or publishes a larger array that holds all.
 */
final class SeriesTable<S extends Series> {
  private volatile AtomicReferenceArray<S> slots = new AtomicReferenceArray<>(16);
  private volatile int size;

  @Nullable S find(String d1, String d2, String d3, String d4, String d5) {
    int hash = Series.hash(d1, d2, d3, d4, d5);
    AtomicReferenceArray<S> slots = this.slots;
    int mask = slots.length() - 1;
    for (int i = hash & mask; ; i = (i + 1) & mask) {
      S series = slots.get(i);
      if (series == null || series.is(hash, d1, d2, d3, d4, d5)) {
        return series;
      }
    }
  }

  int size() {
    return size;
  }

  /** Adds a series that is not there yet. The caller lets in one thread at a time. */
  void add(S series) {
    AtomicReferenceArray<S> slots = this.slots;
    int newSize = size + 1;
    if (newSize * 2 > slots.length()) {
      AtomicReferenceArray<S> larger = new AtomicReferenceArray<>(slots.length() * 2);
      for (int i = 0; i < slots.length(); i++) {
        S moved = slots.get(i);
        if (moved != null) {
          place(moved, larger);
        }
      }
      place(series, larger);
      this.slots = larger;
    } else {
      place(series, slots);
    }
    size = newSize;
  }

  /** All series, in no particular order. */
  List<S> all() {
    AtomicReferenceArray<S> slots = this.slots;
    List<S> all = new ArrayList<>(size);
    for (int i = 0; i < slots.length(); i++) {
      S series = slots.get(i);
      if (series != null) {
        all.add(series);
      }
    }
    return all;
  }

  private static <S extends Series> void place(S series, AtomicReferenceArray<S> slots) {
    int mask = slots.length() - 1;
    int i = series.hash() & mask;
    while (slots.get(i) != null) {
      i = (i + 1) & mask;
    }
    slots.set(i, series);
  }
}
