package io.sidelight.core.start;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.sidelight.core.meter.ExpositionBuffer;
import io.sidelight.core.meter.JvmMetrics;
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
 * What {@code /metrics} answers: the agent's metrics and those of the JVM. What writes them is made
 * when somebody first asks, or when {@link #prepare} is called: the JVM's management takes longer
 * than all that the agent does before the application begins. Thread-safe.
 *
 * <p>Answers as client_java's handler does: in OpenMetrics to whom that is acceptable, compressed
 * to whom gzip is, and with those metrics alone that parameters {@code name[]} name.
 */
final class MetricsPage implements HttpHandler {
  private final Meters meters;
  private final Map<String, String> labels;
  private final Log log;
  private boolean showsJvm;

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
      page(true, new Wanted());
    } catch (RuntimeException | LinkageError e) {
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
      page = page(openMetrics, wanted(exchange.getRequestURI().getRawQuery()));
    } catch (RuntimeException | LinkageError e) {
      log.swallowed("metrics", "the page of metrics cannot be put together", e);
      exchange.sendResponseHeaders(500, -1);
      return;
    }
    Headers headers = exchange.getResponseHeaders();
    headers.set(
        "Content-Type",
        openMetrics ? ExpositionBuffer.OPEN_METRICS_TYPE : ExpositionBuffer.TEXT_TYPE);
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

  private ByteArrayOutputStream page(boolean openMetrics, Predicate<String> wanted) {
    ExpositionBuffer page = new ExpositionBuffer(openMetrics, room);
    showJvm();
    meters.exposition().write(page, wanted);
    room = Math.max(room, page.size() + page.size() / 8);
    return page;
  }

  private static Predicate<String> wanted(@Nullable String query) throws IOException {
    Wanted wanted = new Wanted();
    if (query != null) {
      for (String parameter : query.split("&")) {
        int equals = parameter.indexOf('=');
        if (equals > 0 && decoded(parameter.substring(0, equals)).equals("name[]")) {
          wanted.names.add(decoded(parameter.substring(equals + 1)));
        }
      }
    }
    return wanted;
  }

  /** Metrics of which a sample was named, or all if none was. */
  private static final class Wanted implements Predicate<String> {
    final List<String> names = new ArrayList<>();

    @Override
    public boolean test(String metric) {
      for (String name : names) {
        // What follows is the ending of a sample, such as _total.
        if (name.startsWith(metric)) {
          return true;
        }
      }
      return names.isEmpty();
    }
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

  private synchronized void showJvm() {
    if (!showsJvm) {
      showsJvm = true;
      meters.exposition().show(new JvmMetrics(labels, new NotShown()));
    }
  }

  private final class NotShown implements JvmMetrics.Failures {
    @Override
    public void failed(Throwable cause) {
      log.swallowed("jvm", "not all metrics of the JVM are shown", cause);
    }
  }
}
