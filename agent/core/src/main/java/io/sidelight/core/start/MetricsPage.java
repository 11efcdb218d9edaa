package io.sidelight.core.start;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.MetricNameFilter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.sidelight.core.meter.ExpositionBuffer;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.sidecar.Sidecar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /metrics} answers: the agent's own metrics, and behind them what client_java tells of
 * the JVM. The registry with all that is in it is made when somebody first asks, or when {@link
 * #prepare} is called: a hundred classes and JMX, which take longer than all that the agent does
 * before the application begins. Thread-safe.
 *
 * <p>Answers as client_java's own handler does: in OpenMetrics to whom that is acceptable,
 * compressed to whom gzip is, and with those metrics alone that parameters {@code name[]} name.
 */
final class MetricsPage implements HttpHandler {
  private final Meters meters;
  private final Map<String, String> labels;
  private final Log log;
  private @Nullable PrometheusRegistry jvm;

  /** The bytes of the largest page so far, and some more. */
  private volatile int room = 1 << 14;

  /**
   * @param labels on every metric that does not have one of that name
   */
  MetricsPage(Meters meters, Map<String, String> labels, Log log) {
    this.meters = meters;
    this.labels = labels;
    this.log = log;
  }

  /**
   * Serves it. Here, since whoever hands this over as a handler needs the JDK's server loaded.
   *
   * @throws IOException if the address cannot be listened on
   */
  Sidecar serve(String host, int port) throws IOException {
    return Sidecar.start(host, port, this);
  }

  /** Puts a page together for nobody, so that the first who asks does not wait for the classes. */
  void prepare() {
    try {
      page(true, null, MetricNameFilter.ALLOW_ALL);
    } catch (IOException | RuntimeException | LinkageError e) {
      log.swallowed("metrics", "the page of metrics cannot be put together", e);
    }
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Headers asked = exchange.getRequestHeaders();
    String accept = asked.getFirst("Accept");
    boolean openMetrics = accept != null && accept.contains("application/openmetrics-text");
    ByteArrayOutputStream page;
    try {
      page = page(openMetrics, accept, wanted(exchange.getRequestURI().getRawQuery()));
    } catch (RuntimeException | LinkageError e) {
      log.swallowed("metrics", "the page of metrics cannot be put together", e);
      exchange.sendResponseHeaders(500, -1);
      return;
    }
    Headers headers = exchange.getResponseHeaders();
    headers.set(
        "Content-Type",
        openMetrics
            ? OpenMetricsTextFormatWriter.CONTENT_TYPE
            : PrometheusTextFormatWriter.CONTENT_TYPE);
    if (takesGzip(asked)) {
      headers.set("Content-Encoding", "gzip");
      page = compressed(page);
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", Integer.toString(page.size()));
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    exchange.sendResponseHeaders(200, page.size());
    try (OutputStream out = exchange.getResponseBody()) {
      page.writeTo(out);
    }
  }

  private ByteArrayOutputStream page(
      boolean openMetrics, @Nullable String accept, Predicate<String> wanted) throws IOException {
    ExpositionBuffer page = new ExpositionBuffer(openMetrics, room);
    meters.exposition().write(page, wanted);
    MetricSnapshots snapshots = new MetricSnapshots();
    try {
      snapshots = jvm().scrape(wanted);
    } catch (RuntimeException | LinkageError e) {
      log.swallowed("jvm", "the metrics of the JVM cannot be read", e);
    }
    EscapingScheme scheme = EscapingScheme.fromAcceptHeader(accept);
    writer(openMetrics).write(page, snapshots, scheme);
    room = Math.max(room, page.size() + page.size() / 8);
    return page;
  }

  private static ExpositionFormatWriter writer(boolean openMetrics) {
    return openMetrics ? OpenMetricsTextFormatWriter.create() : PrometheusTextFormatWriter.create();
  }

  /** Which metrics a query wants. */
  private static Predicate<String> wanted(@Nullable String query) throws IOException {
    if (query == null) {
      return MetricNameFilter.ALLOW_ALL;
    }
    List<String> names = new ArrayList<>();
    for (String parameter : query.split("&")) {
      int equals = parameter.indexOf('=');
      if (equals > 0 && decoded(parameter.substring(0, equals)).equals("name[]")) {
        names.add(decoded(parameter.substring(equals + 1)));
      }
    }
    return names.isEmpty()
        ? MetricNameFilter.ALLOW_ALL
        : MetricNameFilter.builder().nameMustBeEqualTo(names).build();
  }

  private static String decoded(String text) throws IOException {
    try {
      return URLDecoder.decode(text, "UTF-8");
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static boolean takesGzip(Headers asked) {
    List<String> accepted = asked.get("Accept-Encoding");
    if (accepted != null) {
      for (String header : accepted) {
        for (String encoding : header.split(",")) {
          if (encoding.trim().equalsIgnoreCase("gzip")) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static ByteArrayOutputStream compressed(ByteArrayOutputStream page) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(page.size() / 8 + 64);
    try (GZIPOutputStream out = new Fast(compressed)) {
      page.writeTo(out);
    }
    return compressed;
  }

  /** A page repeats itself so much that more work would gain little. */
  private static final class Fast extends GZIPOutputStream {
    Fast(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  private synchronized PrometheusRegistry jvm() {
    PrometheusRegistry made = jvm;
    if (made == null) {
      // Not the ones that client_java reads from system properties and the class path: those are
      // meant for an application that uses it, too.
      PrometheusProperties properties = PrometheusProperties.builder().build();
      made = new PrometheusRegistry();
      JvmMetrics.register(properties, made, labels, log);
      jvm = made;
    }
    return made;
  }
}
