package io.sidelight.matrix;

import io.sidelight.servers.FreePort;
import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.Await;
import io.sidelight.test.OtlpSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** One server with the application deployed, with or without the agent. */
final class Running implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  static final String UNSAMPLED = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";

  /** Changes the files of an instance. */
  interface SetUp {
    void run() throws IOException;
  }

  final OtlpSink sink = OtlpSink.start();
  final AppProcess process;
  final int port;
  private final boolean agent;

  /**
   * @param work an absent or empty folder, for the instance
   */
  Running(Server server, Path work, boolean agent) throws IOException {
    this(server, work, agent, UnaryOperator.identity());
  }

  /**
   * @param descriptor makes of the application's deployment descriptor the one to be used
   */
  Running(Server server, Path work, boolean agent, UnaryOperator<String> descriptor)
      throws IOException {
    this(server, work, agent, war(server, work, descriptor));
  }

  /**
   * @param war the application
   */
  Running(Server server, Path work, boolean agent, Path war) throws IOException {
    this(server, work, agent, war, () -> {});
  }

  /**
   * With the agent.
   *
   * @param setUp what is to be done to the instance before it starts
   */
  Running(Server server, Path work, SetUp setUp) throws IOException {
    this(server, work, true, war(server, work, UnaryOperator.identity()), setUp);
  }

  private Running(Server server, Path work, boolean agent, Path war, SetUp setUp)
      throws IOException {
    this.agent = agent;
    Files.createDirectories(work);
    port = FreePort.next();
    String option =
        "-javaagent:"
            + AgentJar.path()
            + "=metrics.port=0,traces.batch.delay=10ms,traces.endpoint="
            + sink.endpoint().resolve("/v1/traces");
    // Compiled in haste: twenty servers start, and none of them is there for long.
    List<String> options =
        List.of("-XX:TieredStopAtLevel=1", agent ? option : "-Dwithout.agent=true");
    AppProcessBuilder prepared = server.launcher.prepare(server.home(), work, war, port, options);
    setUp.run();
    process = prepared.start();
  }

  private static Path war(Server server, Path work, UnaryOperator<String> descriptor)
      throws IOException {
    Path folder = work.resolveSibling(work.getFileName() + "-war");
    return War.create(folder, server.jakarta, descriptor);
  }

  /** Waits until the application answers. */
  void awaitDeployed() {
    awaitDeployed(Scenarios.ALL.get(0));
  }

  /**
   * Waits until the application answers this, and until that answer is counted: it is counted once
   * it is complete, which can be after the client has read it.
   */
  void awaitDeployed(Scenario scenario) {
    String request = scenario.text(UNSAMPLED);
    try {
      Await.until(
          "the application",
          START_LIMIT,
          () -> !process.isAlive() || Wire.status(Wire.exchange(port, request)) == 200);
    } catch (AssertionError e) {
      throw new AssertionError(process.toString(), e);
    }
    if (!process.isAlive()) {
      throw new AssertionError("ended while starting\n" + process);
    }
    if (agent) {
      Await.until(
          "the first answer's count",
          START_LIMIT,
          () -> process.scrape().sum("http_requests_total", "status_code", "200"),
          count -> count >= 1);
    }
  }

  @Override
  public void close() {
    process.close();
    sink.close();
  }
}
