package io.sidelight.core.meter;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** What the agent tells about itself. Thread-safe. */
public final class SelfMetrics {
  /** The metrics rendered here; all others stand in the {@link Dictionary}. */
  static final List<String> NAMES =
      Collections.unmodifiableList(
          Arrays.asList(
              "sidelight_build",
              "sidelight_startup_seconds",
              "sidelight_memory_bytes",
              "sidelight_spans_exported",
              "sidelight_spans_dropped",
              "sidelight_series_dropped"));

  private final Counts adviceErrors;
  private final Counts classesTransformed;
  private final Map<String, Source> spansDropped = new ConcurrentHashMap<>();
  private final Map<String, Source> memory = new ConcurrentSkipListMap<>();
  private volatile @Nullable Source spansExported;
  private volatile @Nullable Double startupSeconds;
  private volatile String @Nullable [] versions;

  SelfMetrics(Counts adviceErrors, Counts classesTransformed) {
    this.adviceErrors = adviceErrors;
    this.classesTransformed = classesTransformed;
  }

  /** A number that is asked for at every scrape. */
  public interface Source {
    /** The number now, not negative; of a counter, never smaller than before. Must be prompt. */
    double value();
  }

  /** Says which agent runs on which Java. */
  public void buildInfo(String version, String javaVersion) {
    versions = new String[] {LabelValues.clean(version), LabelValues.clean(javaVersion)};
  }

  /** Counts an error of the agent's own in the advice of an instrumentation. */
  public void adviceError(String instrumentation) {
    adviceErrors.series(instrumentation).increment();
  }

  /** Counts a class that an instrumentation has been woven into. */
  public void classTransformed(String instrumentation) {
    classesTransformed.series(instrumentation).increment();
  }

  /** Says how long the agent kept the application from starting, in seconds. */
  public void startupSeconds(double seconds) {
    startupSeconds = seconds;
  }

  /**
   * Where to read how many bytes of the heap a part of the agent holds, of those that grow with
   * what the application does.
   */
  public void memory(String part, Source source) {
    memory.put(LabelValues.clean(part), source);
  }

  /** Where to read how many spans have been exported. */
  public void spansExported(Source source) {
    spansExported = source;
  }

  /** Where to read how many spans have been dropped for a reason. */
  public void spansDropped(String reason, Source source) {
    spansDropped.put(LabelValues.clean(reason), source);
  }

  void collect(Map<String, Long> seriesDropped, List<MetricSnapshot> snapshots) {
    String[] build = versions;
    if (build != null) {
      snapshots.add(
          new InfoSnapshot(
              new MetricMetadata("sidelight_build", "Version of the agent and of Java."),
              Collections.singletonList(
                  new InfoDataPointSnapshot(
                      Labels.of("version", build[0], "java_version", build[1])))));
    }
    Double startup = startupSeconds;
    if (startup != null) {
      snapshots.add(
          new GaugeSnapshot(
              new MetricMetadata(
                  "sidelight_startup_seconds",
                  "Time for which the agent kept the application from starting.",
                  Unit.SECONDS),
              Collections.singletonList(new GaugeDataPointSnapshot(startup, Labels.EMPTY, null))));
    }
    memory(snapshots);
    List<CounterDataPointSnapshot> exported = new ArrayList<>();
    Source exportedSource = spansExported;
    if (exportedSource != null) {
      add(Labels.EMPTY, valueOf(exportedSource), exported);
    }
    counter("spans_exported", "Spans that a collector has taken.", exported, snapshots);

    List<CounterDataPointSnapshot> dropped = new ArrayList<>();
    for (Map.Entry<String, Source> source : spansDropped.entrySet()) {
      add(Labels.of("reason", source.getKey()), valueOf(source.getValue()), dropped);
    }
    counter("spans_dropped", "Spans that were lost, by reason.", dropped, snapshots);

    List<CounterDataPointSnapshot> turnedAway = new ArrayList<>();
    for (Map.Entry<String, Long> metric : seriesDropped.entrySet()) {
      add(Labels.of("metric", metric.getKey()), metric.getValue(), turnedAway);
    }
    counter(
        "series_dropped",
        "Recordings that went to the series called other because the metric had too many series.",
        turnedAway,
        snapshots);
  }

  private void memory(List<MetricSnapshot> snapshots) {
    List<GaugeDataPointSnapshot> parts = new ArrayList<>();
    for (Map.Entry<String, Source> source : memory.entrySet()) {
      double bytes = valueOf(source.getValue());
      if (bytes >= 0) {
        parts.add(new GaugeDataPointSnapshot(bytes, Labels.of("part", source.getKey()), null));
      }
    }
    if (!parts.isEmpty()) {
      snapshots.add(
          new GaugeSnapshot(
              new MetricMetadata(
                  "sidelight_memory_bytes",
                  "Heap that parts of the agent hold, as far as it grows with the application.",
                  Unit.BYTES),
              parts));
    }
  }

  private static double valueOf(Source source) {
    try {
      return source.value();
    } catch (RuntimeException e) {
      // One source that fails must not cost all other metrics; its own goes missing, which shows.
      return Double.NaN;
    }
  }

  private static void add(Labels labels, double value, List<CounterDataPointSnapshot> points) {
    if (value >= 0) {
      points.add(new CounterDataPointSnapshot(value, labels, null, 0L));
    }
  }

  private static void counter(
      String name,
      String help,
      List<CounterDataPointSnapshot> points,
      List<MetricSnapshot> snapshots) {
    if (!points.isEmpty()) {
      snapshots.add(new CounterSnapshot(new MetricMetadata("sidelight_" + name, help), points));
    }
  }
}
