package io.sidelight.inst.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.Await;
import io.sidelight.test.JavaxTwin;
import io.sidelight.test.Libraries;
import io.sidelight.test.OtlpSink;
import io.sidelight.test.OtlpSpan;
import io.sidelight.test.SelfSigned;
import io.sidelight.test.SpanTree;
import io.sidelight.test.TempFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** The sample site on one server, twice: with the agent, and without for comparison. */
final class Running implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(30);

  /** As the sites know it. */
  private static final String KEY_STORE_PASSWORD = "changeit";

  private static final Path MODULE = AgentJar.repository().resolve("instrumentations/servlet");

  final Server server;
  final OtlpSink sink = OtlpSink.start();
  final AppProcess app;
  final int port;
  final int barePort;

  /** Requests sent to the one with the agent, all of which must be counted in the end. */
  final AtomicLong sent = new AtomicLong();

  private final AppProcess bare;
  private final TempFolder temporary = TempFolder.create("servlet-it");
  private final Path folder;

  /** With the certificate of the sites' encrypted ports. */
  private final Path keyStore;

  Running(Server server) throws IOException {
    this.server = server;
    folder = temporary.path();
    keyStore = folder.resolve("keys.p12");
    SelfSigned.keyStore(keyStore, KEY_STORE_PASSWORD);
    app = builder("agent", true).otlp(sink).agentArg("traces.batch.delay", "10ms").start();
    bare = builder("bare", false).start();
    port = app.port("listening at port (\\d+)");
    barePort = bare.port("listening at port (\\d+)");
  }

  private AppProcessBuilder builder(String name, boolean agent) throws IOException {
    // Both have the same paths, which show in some answers.
    Path files = folder.resolve("files");
    Files.createDirectories(files);
    Files.writeString(files.resolve("static.txt"), "static content\n");
    Files.setLastModifiedTime(files.resolve("static.txt"), FileTime.fromMillis(0));
    Path work = folder.resolve(name);
    Files.createDirectories(work.resolve("files"));
    Files.copy(
        files.resolve("static.txt"),
        work.resolve("files/static.txt"),
        StandardCopyOption.COPY_ATTRIBUTES);
    Files.createDirectories(work.resolve("work"));
    return AppProcess.builder()
        .agent(agent)
        .classPath(classes())
        .classPath(Libraries.dir(MODULE, server.folder))
        .classPath(Libraries.dir(MODULE, "h2"))
        .jvmArgs("-Dsample.pool=" + server.onPoolOfTheJdk)
        .jvmArgs("-Dsample.keystore=" + keyStore)
        .main(server.kind.main)
        .args(work.toString(), server.environment);
  }

  private Path classes() throws IOException {
    Path compiled = MODULE.resolve("target/test-classes/sample");
    Path classes = folder.resolve("classes");
    if (!Files.exists(classes)) {
      if (server.jakarta) {
        copy(compiled, classes.resolve("sample"));
      } else {
        JavaxTwin.of(compiled, classes.resolve("sample"));
      }
    }
    return classes;
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName().toString()));
      }
    }
  }

  /** For clients of the encrypted port. */
  SSLContext trusting() {
    return SelfSigned.trusting(keyStore, KEY_STORE_PASSWORD);
  }

  Tally tally() {
    return Tally.of(app.scrape());
  }

  /** Waits until exactly this has been added to what was there before. */
  void await(Tally before, Tally added) {
    Await.until("the counts " + added, LIMIT, () -> tally().since(before), added::equals);
    awaitIdle();
  }

  void awaitIdle() {
    Await.until(
        "no active request", LIMIT, () -> app.scrape().sum("http_active_requests"), n -> n == 0);
  }

  /** Sends it to the one with the agent, and returns the answer. */
  String send(String request) {
    sent.incrementAndGet();
    return Wire.exchange(port, request);
  }

  /** The span of the only request of a trace, as soon as it has come. */
  OtlpSpan awaitServerSpan(String trace) {
    sink.awaitSpans(span -> span.traceId().equals(trace) && isServer(span), 1);
    return serverSpan(trace);
  }

  OtlpSpan awaitServerSpanOf(String path) {
    return sink.awaitSpans(span -> path.equals(span.string("url.path")) && isServer(span), 1)
        .get(0);
  }

  OtlpSpan serverSpan(String trace) {
    List<OtlpSpan> spans = sink.trace(trace).stream().filter(Running::isServer).toList();
    assertEquals(1, spans.size(), () -> SpanTree.of(sink.trace(trace)));
    return spans.get(0);
  }

  private static boolean isServer(OtlpSpan span) {
    return span.kind().equals("SERVER");
  }

  @Override
  public void close() {
    app.close();
    bare.close();
    sink.close();
    temporary.close();
  }
}
