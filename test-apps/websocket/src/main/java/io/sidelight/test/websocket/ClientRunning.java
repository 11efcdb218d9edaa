package io.sidelight.test.websocket;

import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.Await;
import io.sidelight.test.JavaxTwin;
import io.sidelight.test.OtlpSink;
import io.sidelight.test.OtlpSpan;
import io.sidelight.test.SpanTree;
import java.nio.file.Path;
import java.util.List;

/** A sample client with the agent, and the server that tells it what to do. */
public final class ClientRunning implements AutoCloseable {
  /** What the client's connections are told apart by. */
  static final String HOST = "localhost";

  private static final Path SCRIPT =
      AgentJar.repository().resolve("test-apps/websocket/target/classes");

  public final OtlpSink sink = OtlpSink.start();
  public final PushServer server = PushServer.begin();
  public final AppProcess app;

  /**
   * Starts both.
   *
   * @param main of the module's tests
   * @param javax whether the client's library is one of {@code javax.websocket}
   * @param folder an empty one
   */
  public ClientRunning(
      Path module, Class<?> main, boolean javax, List<Path> libraries, Path folder) {
    AppProcessBuilder builder =
        AppProcess.builder()
            .otlp(sink)
            .agentArg("traces.batch.delay", "100ms")
            .agentArg("websocket.traces-per-second", "0");
    for (Path classes : List.of(SCRIPT, module.resolve("target/test-classes"))) {
      builder.classPath(javax ? JavaxTwin.of(classes, folder.resolve("javax")) : classes);
    }
    String address = "ws://" + HOST + ":" + server.getPort();
    app = builder.classPath(libraries).main(main).args(address).start();
    app.port("^listening on (\\d+)");
  }

  /** Has the client make a connection. */
  public void connect(String path) {
    server.push("/control", "connect " + path);
    server.connection(path);
  }

  /** The span of the request that opened the only connection to a path. */
  public OtlpSpan handshake(String path) {
    return sink.awaitSpans(
            span -> {
              String url = span.string("url.full");
              return url != null && url.endsWith(path);
            },
            1)
        .get(0);
  }

  public String tree(OtlpSpan root, int spans) {
    return SpanTree.of(sink.awaitSpans(span -> span.traceId().equals(root.traceId()), spans));
  }

  public double sum(String metric, String... labels) {
    return app.scrape().sum("websocket_client_" + metric, labels);
  }

  public double messages(String direction, String type) {
    return sum("messages_total", "host", HOST, "direction", direction, "type", type);
  }

  public double bytes(String direction, String type) {
    return sum("message_size_bytes_sum", "host", HOST, "direction", direction, "type", type);
  }

  public void await(String metric, double expected, String... labels) {
    Await.until(
        expected + " " + metric + " " + List.of(labels),
        Running.LIMIT,
        () -> sum(metric, labels),
        value -> value == expected);
  }

  @Override
  public void close() {
    app.close();
    server.close();
    sink.close();
  }
}
