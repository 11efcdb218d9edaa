package io.sidelight.core.start;

import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmClassLoadingMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmCompilationMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmNativeMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import io.sidelight.core.meter.JvmAllocation;
import io.sidelight.core.meter.JvmThreads;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What the JVM tells of itself. Registering it initialises JMX, which takes a while. */
final class JvmMetrics {
  /** The labels of client_java's own JVM metrics, which refuses constant ones of the same name. */
  private static final List<String> JVM_LABELS =
      Arrays.asList("area", "gc", "pool", "runtime", "state", "vendor", "version");

  private JvmMetrics() {}

  /**
   * Registers as much of it as this JVM has.
   *
   * @param registry where it is registered
   * @param labels on every metric that does not have one of that name
   */
  static void register(
      PrometheusProperties properties,
      PrometheusRegistry registry,
      Map<String, String> labels,
      Log log) {
    try {
      String[] pairs = new String[2 * labels.size()];
      int length = 0;
      for (Map.Entry<String, String> label : labels.entrySet()) {
        if (!JVM_LABELS.contains(label.getKey())) {
          pairs[length++] = label.getKey();
          pairs[length++] = label.getValue();
        }
      }
      Labels constant = Labels.of(Arrays.copyOf(pairs, length));
      // All of client_java's but two: JvmThreads and JvmAllocation say why.
      JvmBufferPoolMetrics.builder(properties).constLabels(constant).register(registry);
      JvmClassLoadingMetrics.builder(properties).constLabels(constant).register(registry);
      JvmCompilationMetrics.builder(properties).constLabels(constant).register(registry);
      JvmGarbageCollectorMetrics.builder(properties).constLabels(constant).register(registry);
      JvmMemoryMetrics.builder(properties).constLabels(constant).register(registry);
      JvmNativeMemoryMetrics.builder(properties).constLabels(constant).register(registry);
      JvmRuntimeInfoMetric.builder(properties).constLabels(constant).register(registry);
      ProcessMetrics.builder(properties).constLabels(constant).register(registry);
      new JvmThreads().register(properties, registry, constant);
      new JvmAllocation().register(properties, registry, constant);
    } catch (RuntimeException | LinkageError e) {
      log.swallowed("jvm", "not all metrics of the JVM are served", e);
    }
  }
}
