package io.sidelight.inst.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sidelight.inst.servlet.Server.Kind;
import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.Await;
import io.sidelight.test.Exposition;
import io.sidelight.test.JavaxTwin;
import io.sidelight.test.Libraries;
import io.sidelight.test.Sample;
import io.sidelight.test.TempFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The members' site on one server, with the agent. */
final class Members implements AutoCloseable {
  private static final Path MODULE = AgentJar.repository().resolve("instrumentations/servlet");

  final Server server;
  final AppProcess app;
  final int port;
  private final TempFolder temporary = TempFolder.create("members-it");
  private final Path folder;

  Members(Server server) throws IOException {
    this.server = server;
    folder = temporary.path();
    Path compiled = MODULE.resolve("target/test-classes/members");
    Path classes = compiled.getParent();
    if (!server.jakarta) {
      classes = folder.resolve("classes");
      JavaxTwin.of(compiled, classes.resolve("members"));
    }
    app =
        AppProcess.builder()
            .agentArg("traces.exporter", "none")
            .classPath(classes)
            .classPath(Libraries.dir(MODULE, server.folder))
            .main(main(server.kind))
            .args(folder.toString(), server.environment)
            .start();
    port = app.port("listening at port (\\d+)");
  }

  private static String main(Kind kind) {
    return switch (kind) {
      case TOMCAT -> "members.TomcatApp";
      case JETTY, JETTY_12 -> "members.JettyApp";
      case UNDERTOW -> "members.UndertowApp";
    };
  }

  /** Sends it, and waits until it has been counted: all that is said of it is said before that. */
  String send(String request) {
    double before = counted();
    String answer = Wire.exchange(port, request);
    Await.until("one more request", Running.LIMIT, this::counted, n -> n == before + 1);
    return answer;
  }

  /** What one request adds to the attempts to log in, by {@code status method}. */
  Map<String, Long> attemptsOf(String request, int status) {
    Map<String, Long> before = attempts();
    String answer = send(request);
    assertEquals(status, Wire.status(answer), answer);
    return attemptsSince(before);
  }

  /** What has been added to an earlier answer of {@link #attempts}. */
  Map<String, Long> attemptsSince(Map<String, Long> before) {
    Map<String, Long> added = new TreeMap<>();
    attempts()
        .forEach(
            (key, value) -> {
              long more = value - before.getOrDefault(key, 0L);
              if (more != 0) {
                added.put(key, more);
              }
            });
    return added;
  }

  /** What one request adds to a sum. */
  double added(String metric, String request, int status) {
    double before = app.scrape().sum(metric);
    String answer = send(request);
    assertEquals(status, Wire.status(answer), answer);
    return app.scrape().sum(metric) - before;
  }

  private double counted() {
    return app.scrape().sum("http_requests_total");
  }

  /** All attempts to log in so far, by {@code status method}. */
  Map<String, Long> attempts() {
    Map<String, Long> attempts = new TreeMap<>();
    for (Sample sample : app.scrape().series("auth_attempts_total")) {
      String key = sample.labels().get("status") + " " + sample.labels().get("method");
      attempts.merge(key, (long) sample.value(), Long::sum);
    }
    return attempts;
  }

  /** How many sessions there are, and how many have been made. */
  List<Long> sessions() {
    Exposition page = app.scrape();
    return List.of((long) page.sum("active_sessions"), (long) page.sum("sessions_created_total"));
  }

  @Override
  public void close() {
    app.close();
    temporary.close();
  }
}
