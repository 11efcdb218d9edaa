package io.sidelight.core.meter;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One metric of the {@link Dictionary} on the page. What a series is called in it is worked out
 * when it is first seen, since series stay.
 */
final class MetricFamily extends PageFamily {
  /** Of an entry in each of two maps, and of arrays and objects as such. */
  private static final int POINT_BYTES = 200;

  private final Metric metric;
  private final Map<String, String> constants;
  private final byte[] bucketName;
  private final byte[] countName;
  private final byte[] sumName;

  /** Series that look alike in this metric share one; those that it does not show have null. */
  private final Map<Series, @Nullable Point> pointOf = new IdentityHashMap<>();

  private final TreeMap<String, Point> points = new TreeMap<>();
  private long bytes;

  MetricFamily(Metric metric, MeterSettings settings) {
    super(
        metric.kind,
        metric.isAgentsOwn() ? metric.name : settings.prefix() + metric.name,
        metric.help);
    this.metric = metric;
    this.constants =
        metric.isAgentsOwn() ? new TreeMap<String, String>() : new TreeMap<>(settings.labels());
    this.bucketName = ExpositionBuffer.bytes(name + "_bucket{");
    this.countName = ExpositionBuffer.bytes(name + "_count");
    this.sumName = ExpositionBuffer.bytes(name + "_sum");
  }

  Metric metric() {
    return metric;
  }

  /** The bytes that what it remembers of its series keeps alive, about. */
  long estimateBytes() {
    return bytes;
  }

  @Override
  void writeSamples(Map<Measure, FamilyReading> readings, ExpositionBuffer out) {
    for (Measure source : metric.sources) {
      FamilyReading family = readings.get(source);
      if (family != null) {
        for (Reading reading : family.readings) {
          add(source, reading);
        }
      }
    }
    for (Point point : points.values()) {
      Reading sum = point.sum;
      if (sum != null) {
        point.sum = null;
        write(sum, point.labels, out);
      }
    }
  }

  private void add(Measure source, Reading reading) {
    Series series = reading.series;
    Point point = pointOf.get(series);
    if (point == null) {
      if (pointOf.containsKey(series)) {
        return;
      }
      point = metric.shows(source, series) ? point(source, series) : null;
      pointOf.put(series, point);
      bytes += POINT_BYTES;
      if (point == null) {
        return;
      }
    }
    Reading others = point.sum;
    point.sum = others == null ? reading : others.plus(reading);
  }

  private Point point(Measure source, Series series) {
    String labels = labels(source, series);
    Point point = points.get(labels);
    if (point == null) {
      point = new Point(ExpositionBuffer.bytes(labels));
      points.put(labels, point);
      bytes += 3L * labels.length();
    }
    return point;
  }

  /** As they stand between the braces, in the order of their names. */
  private String labels(Measure source, Series series) {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    metric.labelsOf(source, series, names, values);
    Map<String, String> labels = new TreeMap<>(constants);
    for (int i = 0; i < names.size(); i++) {
      labels.put(names.get(i), values.get(i));
    }
    return ExpositionBuffer.labels(labels);
  }

  private void write(Reading reading, byte[] labels, ExpositionBuffer out) {
    HistogramReading histogram = reading.histogram();
    if (metric.kind == Metric.Kind.HISTOGRAM) {
      if (histogram != null) {
        histogram.writeBuckets(bucketName, labels, out);
        out.sample(countName, labels);
        out.digits(histogram.count());
        out.raw('\n');
        out.sample(sumName, labels);
        histogram.writeSum(out);
        out.raw('\n');
      }
      return;
    }
    out.sample(sampleName(), labels);
    out.whole(metric.kind == Metric.Kind.COUNTER ? reading.recordings() : reading.level());
    out.raw('\n');
  }

  private static final class Point {
    final byte[] labels;

    /** What this scrape has found so far. */
    @Nullable Reading sum;

    Point(byte[] labels) {
      this.labels = labels;
    }
  }
}
