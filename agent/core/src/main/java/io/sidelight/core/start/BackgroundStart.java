package io.sidelight.core.start;

import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmClassLoadingMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmCompilationMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryPoolAllocationMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmNativeMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import io.sidelight.core.meter.JvmThreads;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.sidecar.Sidecar;
import io.sidelight.core.trace.OtlpExporter;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What need not be done before the application's first class, on a thread of its own. */
final class BackgroundStart extends Thread {
  /** The labels of client_java's own JVM metrics, which refuses constant ones of the same name. */
  private static final List<String> JVM_LABELS =
      Arrays.asList("area", "gc", "pool", "runtime", "state", "vendor", "version");

  private final @Nullable ApplicationStart application;
  private final Configuration configuration;
  private final Meters meters;
  private final Map<String, String> labels;
  private final @Nullable OtlpExporter exporter;
  private final Log log;

  /**
   * @param application what to wait for; null if the application runs already
   * @param labels on every metric that does not have one of that name
   * @param exporter null without traces
   */
  BackgroundStart(
      @Nullable ApplicationStart application,
      Configuration configuration,
      Meters meters,
      Map<String, String> labels,
      @Nullable OtlpExporter exporter,
      Log log) {
    super("sidelight-start");
    this.application = application;
    this.configuration = configuration;
    this.meters = meters;
    this.labels = labels;
    this.exporter = exporter;
    this.log = log;
    setDaemon(true);
    // Else a redeployed application could not go while a thread of ours remembers its loader.
    setContextClassLoader(null);
  }

  @Override
  public void run() {
    try {
      if (application != null) {
        application.await();
      }
      if (exporter != null) {
        exporter.start();
        flushAtEnd(exporter);
      }
      if (configuration.get(Options.METRICS_ENABLED)) {
        serveMetrics();
      }
    } catch (InterruptedException e) {
      interrupt();
    } catch (Throwable e) {
      log.swallowed("start", "not all of the agent has started; the application goes on", e);
    }
  }

  private void serveMetrics() {
    // Not the ones that client_java reads from system properties and the class path: those are
    // meant for an application that uses it, too.
    PrometheusProperties properties = PrometheusProperties.builder().build();
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register(meters.collector());
    jvmMetrics(properties, registry);
    String host = configuration.get(Options.METRICS_HOST);
    int port = configuration.get(Options.METRICS_PORT);
    try {
      Sidecar sidecar = Sidecar.start(host, port, properties, registry);
      log.info("metrics on " + sidecar.address() + "/metrics");
    } catch (IOException | RuntimeException e) {
      log.error(
          "no metrics are served: cannot listen on "
              + host
              + ":"
              + port
              + " ("
              + e.getMessage()
              + "); set metrics.port to a free one, or to 0 for any");
    }
  }

  private void jvmMetrics(PrometheusProperties properties, PrometheusRegistry registry) {
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
      // All of client_java's but one: JvmThreads says why.
      JvmBufferPoolMetrics.builder(properties).constLabels(constant).register(registry);
      JvmClassLoadingMetrics.builder(properties).constLabels(constant).register(registry);
      JvmCompilationMetrics.builder(properties).constLabels(constant).register(registry);
      JvmGarbageCollectorMetrics.builder(properties).constLabels(constant).register(registry);
      JvmMemoryMetrics.builder(properties).constLabels(constant).register(registry);
      JvmMemoryPoolAllocationMetrics.builder(properties).constLabels(constant).register(registry);
      JvmNativeMemoryMetrics.builder(properties).constLabels(constant).register(registry);
      JvmRuntimeInfoMetric.builder(properties).constLabels(constant).register(registry);
      ProcessMetrics.builder(properties).constLabels(constant).register(registry);
      new JvmThreads().register(properties, registry, constant);
    } catch (RuntimeException | LinkageError e) {
      log.swallowed("jvm", "not all metrics of the JVM are served", e);
    }
  }

  /** Sends the last spans when the process ends, for a bounded time. */
  private void flushAtEnd(OtlpExporter last) {
    long timeout = configuration.get(Options.SHUTDOWN_TIMEOUT);
    Thread flush =
        new Thread("sidelight-shutdown") {
          @Override
          public void run() {
            last.close(timeout);
          }
        };
    flush.setContextClassLoader(null);
    try {
      Runtime.getRuntime().addShutdownHook(flush);
    } catch (IllegalStateException e) {
      // The process is ending already; there is nothing to send yet.
      log.warn("the process ends while the agent starts");
    }
  }
}
