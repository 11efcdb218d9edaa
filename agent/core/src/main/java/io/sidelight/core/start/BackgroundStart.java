package io.sidelight.core.start;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.sidelight.core.meter.Meters;
import io.sidelight.core.sidecar.Sidecar;
import io.sidelight.core.trace.OtlpExporter;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What need not be done before the application's first class, on a thread of its own. */
final class BackgroundStart extends Thread {
  /** By then nobody waits for the application's start any more. */
  private static final long PAGE_SECONDS = 10;

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

  private void serveMetrics() throws InterruptedException {
    MetricsPage page = new MetricsPage(meters, labels, log);
    String host = configuration.get(Options.METRICS_HOST);
    int port = configuration.get(Options.METRICS_PORT);
    try {
      Sidecar sidecar = page.serve(host, port);
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
      return;
    }
    SECONDS.sleep(PAGE_SECONDS);
    page.prepare();
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
