package io.sidelight.test.websocket;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.Await;
import io.sidelight.test.JavaxTwin;
import io.sidelight.test.OtlpSink;
import io.sidelight.test.OtlpSpan;
import io.sidelight.test.SpanTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The sample application in one container, with the agent. */
public final class Running implements AutoCloseable {
  public static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Path ENDPOINTS =
      AgentJar.repository().resolve("test-apps/websocket/target/classes");

  public final OtlpSink sink = OtlpSink.start();
  public final AppProcess app;
  public final int port;

  /**
   * Starts the application.
   *
   * @param main of the module's tests; prints the port that it listens on
   * @param javax whether the container is one for {@code javax.websocket}
   * @param folder an empty one, also the application's argument
   */
  public Running(Path module, Class<?> main, boolean javax, List<Path> libraries, Path folder) {
    // Some tests ask for thousands of messages, and others at once for the next one's trace.
    this(module, main, javax, libraries, folder, 0);
  }

  /**
   * Starts the application.
   *
   * @param traces as many as messages of one route may begin in a second; 0 for no limit
   */
  public Running(
      Path module, Class<?> main, boolean javax, List<Path> libraries, Path folder, int traces) {
    AppProcessBuilder builder =
        AppProcess.builder()
            .otlp(sink)
            .agentArg("traces.batch.delay", "100ms")
            .agentArg("websocket.traces-per-second", Integer.toString(traces))
            // Where other tests run beside it, messages may be slow which are not meant to be.
            .agentArg("websocket.slow-threshold", "1d");
    for (Path classes : List.of(ENDPOINTS, module.resolve("target/test-classes"))) {
      builder.classPath(javax ? JavaxTwin.of(classes, folder.resolve("javax")) : classes);
    }
    app = builder.classPath(libraries).main(main).args(folder.toString()).start();
    port = app.port("^listening on (\\d+)");
  }

  /** Stops the application, and leaves its process and the container running. */
  public void stopApplication() throws IOException {
    try (Socket stopping =
        new Socket(InetAddress.getLoopbackAddress(), app.port("^stops on (\\d+)"))) {
      if (stopping.getInputStream().read() >= 0) {
        throw new IOException("somebody else's port");
      }
    }
  }

  /** Peers that are connected all at once, and then gone: half of them reset the connection. */
  public void vanish(int count, String path, String route) throws IOException {
    List<RudePeer> peers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      peers.add(RudePeer.connect(port, path));
    }
    Await.until(
        count + " connections at once",
        LIMIT,
        () -> app.scrape().value("websocket_connections_active", "route", route),
        active -> active >= count);
    for (int i = 0; i < count; i++) {
      if (i % 2 == 0) {
        peers.get(i).vanish();
      } else {
        peers.get(i).reset();
      }
    }
  }

  /** The span of the request that opened the only connection to a path. */
  public OtlpSpan handshake(String path) {
    return sink.awaitSpans(span -> path.equals(span.string("url.path")), 1).get(0);
  }

  /** The roots of traces that have a link to that span. */
  public List<OtlpSpan> linked(OtlpSpan to, int count) {
    return Links.to(to, sink, count);
  }

  public String tree(OtlpSpan root, int spans) {
    return SpanTree.of(sink.awaitSpans(span -> span.traceId().equals(root.traceId()), spans));
  }

  public double messages(String route, String direction, String type) {
    return app.scrape()
        .sum("websocket_messages_total", "route", route, "direction", direction, "type", type);
  }

  public double bytes(String route, String direction, String type) {
    return app.scrape()
        .value(
            "websocket_message_size_bytes_sum",
            "route",
            route,
            "direction",
            direction,
            "type",
            type);
  }

  public double closed(String route) {
    return app.scrape().sum("websocket_connections_closed_total", "route", route);
  }

  public double closed(String route, String code) {
    return app.scrape().sum("websocket_connections_closed_total", "route", route, "code", code);
  }

  public void awaitMessages(String route, String direction, String type, double count) {
    Await.until(
        count + " " + direction + " " + type,
        LIMIT,
        () -> messages(route, direction, type),
        counted -> counted == count);
  }

  public void awaitClosed(String route, String code, double count) {
    try {
      Await.until(
          count + " closed with " + code, LIMIT, () -> closed(route, code), n -> n == count);
    } catch (AssertionError e) {
      throw new AssertionError(
          app.scrape().series("websocket_connections_closed_total").toString(), e);
    }
  }

  public void awaitErrors(String route, Class<?> type, double count) {
    Await.until(
        count + " of " + type,
        LIMIT,
        () -> app.scrape().sum("websocket_errors_total", "route", route, "type", type.getName()),
        counted -> counted == count);
  }

  public void awaitNoneActive(String route) {
    Await.until(
        "no connection of " + route,
        LIMIT,
        () -> app.scrape().value("websocket_connections_active", "route", route),
        active -> active == 0);
  }

  public String decodeException() {
    String name = "javax.websocket.DecodeException";
    return app.scrape().has("websocket_errors_total", "type", name)
        ? name
        : name.replace("javax", "jakarta");
  }

  /** Objects of one of the recorder's classes that are still reachable. */
  public int instances(String simpleName) throws IOException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(app.pid()), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String histogram = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(histogram.contains("java.lang.String"), histogram);
    return histogram
        .lines()
        .filter(line -> line.endsWith("io.sidelight.core.record." + simpleName))
        .mapToInt(line -> Integer.parseInt(line.trim().split("\\s+")[1]))
        .sum();
  }

  @Override
  public void close() {
    app.close();
    sink.close();
  }
}
