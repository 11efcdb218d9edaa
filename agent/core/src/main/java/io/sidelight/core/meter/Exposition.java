package io.sidelight.core.meter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads all families and writes them. Scrapes wait for one another; nobody who records waits for a
 * scrape.
 */
public final class Exposition {
  /** Scrapes that follow faster than this see the exemplars of the one before. */
  private static final long EXEMPLAR_LIFE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /**
   * After so long other threads get their turn: all of a page takes milliseconds, for which a
   * scheduler lets the thread of a request wait that shares the core.
   */
  private static final long TURN_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  private final List<Family<?>> families;
  private final List<MetricFamily> metrics = new ArrayList<>();

  /** By name. */
  private final Map<String, PageFamily> page = new TreeMap<>();

  private @Nullable JvmMetrics jvm;
  private long exemplarsRenewed = System.nanoTime();

  Exposition(List<Family<?>> families, SelfMetrics self, MeterSettings settings) {
    this.families = families;
    for (Metric metric : Dictionary.of(settings.naming())) {
      MetricFamily family = new MetricFamily(metric, settings);
      metrics.add(family);
      page.put(family.name, family);
    }
    for (PageFamily family : self.families()) {
      page.put(family.name, family);
    }
    PageFamily turnedAway = new TurnedAway();
    page.put(turnedAway.name, turnedAway);
  }

  /** Shows what the JVM tells from now on. To be called once. */
  public synchronized void show(JvmMetrics of) {
    for (PageFamily family : of.families()) {
      page.put(family.name, family);
    }
    jvm = of;
  }

  /**
   * Appends all metrics that have series, by name, and what OpenMetrics wants at the end of a page.
   *
   * @param wanted which; asked by name, without the ending of a counter's or an info's samples
   */
  public synchronized void write(ExpositionBuffer out, Predicate<String> wanted) {
    Map<Measure, FamilyReading> readings = read();
    JvmMetrics shown = jvm;
    if (shown != null) {
      shown.expire();
    }
    long turn = System.nanoTime();
    for (PageFamily family : page.values()) {
      if (wanted.test(family.name)) {
        family.write(readings, out);
      }
      if (System.nanoTime() - turn >= TURN_NANOS) {
        Thread.yield();
        turn = System.nanoTime();
      }
    }
    if (out.isOpenMetrics()) {
      out.text("# EOF\n");
    }
  }

  /** The bytes that what is remembered between scrapes keeps alive, about. */
  synchronized long estimateBytes() {
    long bytes = 0;
    for (MetricFamily metric : metrics) {
      bytes += metric.estimateBytes();
    }
    return bytes;
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
  private final class TurnedAway extends PageFamily {
    /** By the label that says so, in its order. */
    private final Map<byte[], List<Measure>> sources = new LinkedHashMap<>();

    TurnedAway() {
      super(
          Metric.Kind.COUNTER,
          "sidelight_series_dropped",
          "Recordings that went to the series called other because the metric had too many series.");
      Set<Measure> named = new HashSet<>();
      Map<String, List<Measure>> byName = new TreeMap<>();
      for (MetricFamily metric : metrics) {
        for (Measure source : metric.metric().sources) {
          if (!metric.metric().isAgentsOwn() && named.add(source)) {
            List<Measure> known = byName.get(metric.shownName());
            if (known == null) {
              known = new ArrayList<>();
              byName.put(metric.shownName(), known);
            }
            known.add(source);
          }
        }
      }
      for (Map.Entry<String, List<Measure>> metric : byName.entrySet()) {
        String label = ExpositionBuffer.label("metric", metric.getKey());
        sources.put(ExpositionBuffer.bytes(label), metric.getValue());
      }
    }

    @Override
    void writeSamples(Map<Measure, FamilyReading> readings, ExpositionBuffer out) {
      for (Map.Entry<byte[], List<Measure>> metric : sources.entrySet()) {
        long turnedAway = 0;
        for (Measure source : metric.getValue()) {
          @Nullable FamilyReading family = readings.get(source);
          turnedAway += family == null ? 0 : family.turnedAway;
        }
        out.sample(sampleName(), metric.getKey());
        out.whole(turnedAway);
        out.raw('\n');
      }
    }
  }
}
