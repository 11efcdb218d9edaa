package io.sidelight.core.meter;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All series of one measure, looked up by their label values in the order the measure lists its
 * dimensions. Trailing dimensions may be left out; they, and {@code null}, count as {@code ""}.
 *
 * <p>A look-up of a series that exists takes no lock and allocates nothing. A family holds at most
 * as many label sets as it was given room for; every further one is recorded in a series whose
 * values are {@code other} (see {@link Dimension#beyondCap}). A label set that was given a series
 * keeps it, and one that was turned away stays so: {@link LevelSeries} come back to zero either
 * way. Values that no exposition could carry are {@linkplain LabelValues#clean cleaned} first.
 *
 * @param <S> what is recorded per label set
 */
public abstract class Family<S extends Series> {
  private final Measure measure;
  private final int maxSeries;
  private final SeriesTable<S> own = new SeriesTable<>();
  private final SeriesTable<S> beyondCap = new SeriesTable<>();

  Family(Measure measure, int maxSeries) {
    this.measure = measure;
    this.maxSeries = maxSeries;
  }

  abstract S create(String[] values);

  /** The series of one label value. */
  public final S series(@Nullable String d1) {
    return series(d1, "", "", "", "");
  }

  /** The series of two label values. */
  public final S series(@Nullable String d1, @Nullable String d2) {
    return series(d1, d2, "", "", "");
  }

  /** The series of three label values. */
  public final S series(@Nullable String d1, @Nullable String d2, @Nullable String d3) {
    return series(d1, d2, d3, "", "");
  }

  /** The series of four label values. */
  public final S series(
      @Nullable String d1, @Nullable String d2, @Nullable String d3, @Nullable String d4) {
    return series(d1, d2, d3, d4, "");
  }

  /** The series of five label values. */
  public final S series(
      @Nullable String d1,
      @Nullable String d2,
      @Nullable String d3,
      @Nullable String d4,
      @Nullable String d5) {
    return find(present(d1), present(d2), present(d3), present(d4), present(d5));
  }

  private S find(String d1, String d2, String d3, String d4, String d5) {
    // Long values are cut before they are hashed: hashing a megabyte of text is not free.
    int lengths = d1.length() | d2.length() | d3.length() | d4.length() | d5.length();
    if (lengths <= LabelValues.MAX_LENGTH) {
      S series = own.find(d1, d2, d3, d4, d5);
      if (series != null) {
        return series;
      }
    }
    return findClean(
        LabelValues.clean(d1),
        LabelValues.clean(d2),
        LabelValues.clean(d3),
        LabelValues.clean(d4),
        LabelValues.clean(d5));
  }

  private S findClean(String d1, String d2, String d3, String d4, String d5) {
    S series = own.find(d1, d2, d3, d4, d5);
    if (series != null) {
      return series;
    }
    if (own.size() < maxSeries) {
      series = findOrAdd(own, maxSeries, d1, d2, d3, d4, d5);
      if (series != null) {
        return series;
      }
    }
    return findBeyondCap(
        measure.beyondCap(0, d1),
        measure.beyondCap(1, d2),
        measure.beyondCap(2, d3),
        measure.beyondCap(3, d4),
        measure.beyondCap(4, d5));
  }

  private S findBeyondCap(String d1, String d2, String d3, String d4, String d5) {
    S series = beyondCap.find(d1, d2, d3, d4, d5);
    if (series == null) {
      series = findOrAdd(beyondCap, Integer.MAX_VALUE, d1, d2, d3, d4, d5);
    }
    if (series == null) {
      throw new AssertionError("no room where room is unlimited");
    }
    return series;
  }

  private synchronized @Nullable S findOrAdd(
      SeriesTable<S> table, int max, String d1, String d2, String d3, String d4, String d5) {
    S series = table.find(d1, d2, d3, d4, d5);
    if (series == null && table.size() < max) {
      series = create(new String[] {d1, d2, d3, d4, d5});
      table.add(series);
    }
    return series;
  }

  private static String present(@Nullable String value) {
    return value == null ? "" : value;
  }

  /** The bytes that its series keep alive, about. */
  final long estimateBytes() {
    long bytes = 0;
    for (S series : own.all()) {
      bytes += series.estimateBytes();
    }
    for (S series : beyondCap.all()) {
      bytes += series.estimateBytes();
    }
    return bytes;
  }

  /** Every series as it stands now. Called by one scrape at a time. */
  final FamilyReading read(boolean renewExemplars) {
    List<Reading> readings = new ArrayList<>();
    for (S series : own.all()) {
      Reading reading = series.read(renewExemplars);
      if (reading != null) {
        readings.add(reading);
      }
    }
    long turnedAway = 0;
    for (S series : beyondCap.all()) {
      Reading reading = series.read(renewExemplars);
      if (reading != null) {
        readings.add(reading);
        turnedAway += reading.recordings();
      }
    }
    return new FamilyReading(measure, readings, turnedAway);
  }
}
