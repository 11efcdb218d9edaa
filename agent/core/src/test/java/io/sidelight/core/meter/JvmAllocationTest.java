package io.sidelight.core.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryPoolAllocationMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class JvmAllocationTest {
  private final PrometheusRegistry registry = new PrometheusRegistry();

  private static Map<String, Double> series(PrometheusRegistry registry) {
    Map<String, Double> series = new TreeMap<>();
    registry
        .scrape()
        .forEach(
            metric -> {
              assertEquals("jvm_memory_pool_allocated_bytes", metric.getMetadata().getName());
              for (CounterDataPointSnapshot point : ((CounterSnapshot) metric).getDataPoints()) {
                series.put(point.getLabels().toString(), point.getValue());
              }
            });
    return series;
  }

  private static Map<String, MemoryUsage> used(long eden, long old) {
    return Map.of(
        "eden", new MemoryUsage(0, eden, eden, -1), "old", new MemoryUsage(0, old, old, -1));
  }

  @Test
  void addsWhatCameBetweenCollectionsAndByThem() {
    JvmAllocation allocation = new JvmAllocation();
    allocation.register(PrometheusProperties.get(), registry, Labels.of("app", "shop"));
    allocation.collected(used(100, 10), used(0, 30));
    allocation.collected(used(70, 30), used(5, 30));
    allocation.collected(used(5, 30), used(0, 20));
    Map<String, Double> series = series(registry);
    assertEquals(170, series.get("{app=\"shop\",pool=\"eden\"}"), series::toString);
    assertEquals(30, series.get("{app=\"shop\",pool=\"old\"}"), series::toString);
  }

  /** Both hear of the same collections. */
  @Test
  @Timeout(60)
  void tellsWhatClientJavaTells() {
    PrometheusRegistry theirs = new PrometheusRegistry();
    JvmMemoryPoolAllocationMetrics.builder().register(theirs);
    new JvmAllocation().register(PrometheusProperties.get(), registry, Labels.EMPTY);
    System.gc();
    while (series(registry).isEmpty() || !series(registry).equals(nonZero(theirs))) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    assertTrue(series(registry).keySet().toString().contains("pool="));
  }

  /** Ours has pools that nothing was allocated in, too. */
  private Map<String, Double> nonZero(PrometheusRegistry theirs) {
    Map<String, Double> all = new TreeMap<>(series(registry));
    all.replaceAll((pool, bytes) -> 0.0);
    all.putAll(series(theirs));
    return all;
  }
}
