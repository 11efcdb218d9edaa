package io.sidelight.core.meter;

import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads all families and renders them. Scrapes wait for one another; nobody who records waits for a
 * scrape.
 */
final class Exposition implements MultiCollector {
  /** Scrapes that follow faster than this see the exemplars of the one before. */
  private static final long EXEMPLAR_LIFE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final List<Family<?>> families;
  private final SelfMetrics self;
  private final Map<String, MetricRenderer> renderers = new LinkedHashMap<>();
  private long exemplarsRenewed = System.nanoTime();

  Exposition(List<Family<?>> families, SelfMetrics self, MeterSettings settings) {
    this.families = families;
    this.self = self;
    for (Metric metric : Dictionary.of(settings.naming())) {
      MetricRenderer renderer = new MetricRenderer(metric, settings);
      renderers.put(renderer.metadata().getPrometheusName(), renderer);
    }
  }

  @Override
  public synchronized MetricSnapshots collect() {
    Map<Measure, FamilyReading> readings = read();
    List<MetricSnapshot> snapshots = new ArrayList<>();
    for (MetricRenderer renderer : renderers.values()) {
      MetricSnapshot snapshot = renderer.render(readings);
      if (snapshot != null) {
        snapshots.add(snapshot);
      }
    }
    self.collect(turnedAway(readings), snapshots);
    return new MetricSnapshots(snapshots);
  }

  private Map<Measure, FamilyReading> read() {
    long now = System.nanoTime();
    boolean renewExemplars = now - exemplarsRenewed >= EXEMPLAR_LIFE_NANOS;
    if (renewExemplars) {
      exemplarsRenewed = now;
    }
    Map<Measure, FamilyReading> readings = new HashMap<>();
    for (Family<?> family : families) {
      FamilyReading reading = family.read(renewExemplars);
      readings.put(reading.measure, reading);
    }
    return readings;
  }

  /** Recordings that found their family full, by the name of the first metric to show it. */
  private Map<String, Long> turnedAway(Map<Measure, FamilyReading> readings) {
    Map<Measure, String> names = new LinkedHashMap<>();
    for (MetricRenderer renderer : renderers.values()) {
      for (Measure source : renderer.metric().sources) {
        if (!names.containsKey(source) && !renderer.metric().isAgentsOwn()) {
          names.put(source, renderer.shownName());
        }
      }
    }
    Map<String, Long> turnedAway = new LinkedHashMap<>();
    for (Map.Entry<Measure, String> name : names.entrySet()) {
      FamilyReading family = readings.get(name.getKey());
      long more = family == null ? 0 : family.turnedAway;
      Long known = turnedAway.get(name.getValue());
      turnedAway.put(name.getValue(), known == null ? more : known + more);
    }
    return turnedAway;
  }

  // What follows lets the registry refuse a second collector of the same names.

  @Override
  public List<String> getPrometheusNames() {
    List<String> names = new ArrayList<>(renderers.keySet());
    names.addAll(SelfMetrics.NAMES);
    return names;
  }

  @Override
  public @Nullable MetricType getMetricType(String prometheusName) {
    MetricRenderer renderer = renderers.get(prometheusName);
    return renderer == null ? null : renderer.type();
  }

  @Override
  public @Nullable Set<String> getLabelNames(String prometheusName) {
    MetricRenderer renderer = renderers.get(prometheusName);
    return renderer == null ? null : renderer.labelNames();
  }

  @Override
  public @Nullable MetricMetadata getMetadata(String prometheusName) {
    MetricRenderer renderer = renderers.get(prometheusName);
    return renderer == null ? null : renderer.metadata();
  }
}
