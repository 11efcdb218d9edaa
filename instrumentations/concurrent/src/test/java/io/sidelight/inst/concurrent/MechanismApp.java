package io.sidelight.inst.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.example.concurrent.ConcurrentApp;
import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.Jvm;
import io.sidelight.test.Libraries;
import io.sidelight.test.OtlpSink;
import io.sidelight.test.OtlpSpan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The application of mechanisms, on one JVM with some libraries, with a sink of its spans. */
public final class MechanismApp implements AutoCloseable {
  static final Path MODULE = AgentJar.repository().resolve("instrumentations/concurrent");
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  final OtlpSink sink = OtlpSink.start();
  private final AppProcess app;
  private final int port;

  private MechanismApp(AppProcessBuilder builder) {
    app =
        builder
            .otlp(sink)
            .agentArg("traces.batch.delay", "10ms")
            .classPathOf(ConcurrentApp.class)
            .classPath(Libraries.dir(MODULE, "server"))
            .main(ConcurrentApp.class)
            .start();
    port = app.port("listening at port (\\d+)");
  }

  /** With the agent. */
  public static MechanismApp start(Jvm jvm, List<Path> libraries) {
    MechanismApp started =
        new MechanismApp(AppProcess.builder().java(jvm.java()).classPath(libraries));
    started.app.sidecar();
    return started;
  }

  static MechanismApp startBare(Jvm jvm) {
    return new MechanismApp(AppProcess.builder().java(jvm.java()).agent(false));
  }

  /** The body of what must be a success. */
  String get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(LIMIT)
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), () -> path + answer.body() + app);
    return answer.body();
  }

  /** How often each mechanism queries, by name. */
  Map<String, Integer> mechanisms() throws IOException, InterruptedException {
    Map<String, Integer> times = new LinkedHashMap<>();
    String text = get("/names/");
    for (String entry : text.substring(1, text.length() - 1).split(", ", -1)) {
      int equals = entry.indexOf('=');
      times.put(entry.substring(0, equals), Integer.valueOf(entry.substring(equals + 1)));
    }
    return times;
  }

  /** The span of the request with this path. */
  OtlpSpan server(String path) {
    return sink.spans().stream()
        .filter(span -> path.equals(span.string("url.path")))
        .findFirst()
        .orElseThrow(() -> new AssertionError(path));
  }

  void assertNothingFailed() {
    assertEquals(0, app.scrape().sum("sidelight_advice_errors_total"), app::toString);
  }

  @Override
  public void close() {
    app.close();
    sink.close();
  }
}
