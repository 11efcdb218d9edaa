package io.sidelight.core.start;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.prometheus.metrics.config.MetricsProperties;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.sidecar.Sidecar;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /metrics} answers. The registry with all that is in it is made when somebody first
 * asks, or when {@link #prepare} is called: a hundred classes and JMX, which take longer than all
 * that the agent does before the application begins. Thread-safe.
 */
final class MetricsPage implements HttpHandler {
  private final Meters meters;
  private final Map<String, String> labels;
  private final Log log;
  private @Nullable HttpHandler handler;

  /**
   * @param labels on every metric that does not have one of that name
   */
  MetricsPage(Meters meters, Map<String, String> labels, Log log) {
    this.meters = meters;
    this.labels = labels;
    this.log = log;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    HttpHandler answering;
    try {
      answering = handler();
    } catch (RuntimeException | LinkageError e) {
      log.swallowed("metrics", "the page of metrics cannot be put together", e);
      exchange.sendResponseHeaders(500, -1);
      return;
    }
    answering.handle(exchange);
  }

  /**
   * Serves it. Here, since whoever hands this over as a handler needs the JDK's server loaded.
   *
   * @throws IOException if the address cannot be listened on
   */
  Sidecar serve(String host, int port) throws IOException {
    return Sidecar.start(host, port, this);
  }

  /** Makes what answers, unless that has been done. */
  void prepare() {
    HttpHandler unused = handler();
  }

  private synchronized HttpHandler handler() {
    HttpHandler made = handler;
    if (made == null) {
      // Not the ones that client_java reads from system properties and the class path: those are
      // meant for an application that uses it, too.
      PrometheusProperties properties =
          PrometheusProperties.builder()
              // Of the JVM's metrics there are none; what would look for them has a thread.
              .defaultMetricsProperties(MetricsProperties.builder().exemplarsEnabled(false).build())
              .build();
      PrometheusRegistry registry = new PrometheusRegistry();
      registry.register(meters.collector());
      JvmMetrics.register(properties, registry, labels, log);
      made = new MetricsHandler(properties, registry);
      handler = made;
    }
    return made;
  }
}
