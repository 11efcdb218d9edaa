package io.sidelight.core.meter;

import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns readings into one metric of the {@link Dictionary}, as a client_java snapshot. */
final class MetricRenderer {
  private final Metric metric;
  private final MetricMetadata metadata;
  private final List<String> constantNames = new ArrayList<>();
  private final List<String> constantValues = new ArrayList<>();

  MetricRenderer(Metric metric, MeterSettings settings) {
    this.metric = metric;
    String name = metric.isAgentsOwn() ? metric.name : settings.prefix() + metric.name;
    this.metadata = ReservedName.of(name, metric.help, unitOf(metric));
    if (!metric.isAgentsOwn()) {
      constantNames.addAll(settings.labels().keySet());
      constantValues.addAll(settings.labels().values());
    }
  }

  private static @Nullable Unit unitOf(Metric metric) {
    if (metric.name.endsWith("_seconds")) {
      return Unit.SECONDS;
    }
    return metric.name.endsWith("_bytes") ? Unit.BYTES : null;
  }

  MetricMetadata metadata() {
    return metadata;
  }

  Metric metric() {
    return metric;
  }

  /** The name of the metric as a person sees it. */
  String shownName() {
    String name = metadata.getPrometheusName();
    return metric.kind == Metric.Kind.COUNTER ? name + "_total" : name;
  }

  MetricType type() {
    switch (metric.kind) {
      case COUNTER:
        return MetricType.COUNTER;
      case GAUGE:
        return MetricType.GAUGE;
      default:
        return MetricType.HISTOGRAM;
    }
  }

  Set<String> labelNames() {
    Set<String> names = new LinkedHashSet<>(constantNames);
    names.addAll(metric.labelNames());
    return names;
  }

  /** The metric as it stands in these readings, or null when it has no series yet. */
  @Nullable MetricSnapshot render(Map<Measure, FamilyReading> families) {
    Map<Labels, Reading> points = merge(families);
    if (points.isEmpty()) {
      return null;
    }
    switch (metric.kind) {
      case COUNTER:
        return counter(points);
      case GAUGE:
        return gauge(points);
      default:
        return histogram(points);
    }
  }

  private Map<Labels, Reading> merge(Map<Measure, FamilyReading> families) {
    Map<Labels, Reading> points = new LinkedHashMap<>();
    for (Measure source : metric.sources) {
      FamilyReading family = families.get(source);
      if (family == null) {
        continue;
      }
      for (Reading reading : family.readings) {
        if (metric.shows(source, reading.series)) {
          Labels labels = labelsOf(source, reading.series);
          Reading same = points.get(labels);
          points.put(labels, same == null ? reading : same.plus(reading));
        }
      }
    }
    return points;
  }

  private Labels labelsOf(Measure source, Series series) {
    List<String> names = new ArrayList<>(constantNames);
    List<String> values = new ArrayList<>(constantValues);
    metric.labelsOf(source, series, names, values);
    return Labels.of(names, values);
  }

  private MetricSnapshot counter(Map<Labels, Reading> points) {
    List<CounterDataPointSnapshot> data = new ArrayList<>(points.size());
    for (Map.Entry<Labels, Reading> point : points.entrySet()) {
      long count = point.getValue().recordings();
      data.add(new CounterDataPointSnapshot(count, point.getKey(), null, 0L));
    }
    return new CounterSnapshot(metadata, data);
  }

  private MetricSnapshot gauge(Map<Labels, Reading> points) {
    List<GaugeDataPointSnapshot> data = new ArrayList<>(points.size());
    for (Map.Entry<Labels, Reading> point : points.entrySet()) {
      data.add(new GaugeDataPointSnapshot(point.getValue().level(), point.getKey(), null));
    }
    return new GaugeSnapshot(metadata, data);
  }

  private MetricSnapshot histogram(Map<Labels, Reading> points) {
    List<HistogramDataPointSnapshot> data = new ArrayList<>(points.size());
    for (Map.Entry<Labels, Reading> point : points.entrySet()) {
      HistogramReading histogram = point.getValue().histogram();
      if (histogram != null) {
        data.add(histogram.toDataPoint(point.getKey()));
      }
    }
    return new HistogramSnapshot(metadata, data);
  }
}
