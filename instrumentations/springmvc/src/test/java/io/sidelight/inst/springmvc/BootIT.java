package io.sidelight.inst.springmvc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.Await;
import io.sidelight.test.CountingClient;
import io.sidelight.test.JavaxTwin;
import io.sidelight.test.Libraries;
import io.sidelight.test.OtlpSink;
import io.sidelight.test.Sample;
import io.sidelight.test.SpanTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One application with Spring Boot, on every server that its version can have. */
class BootIT {
  private static final Path MODULE = AgentJar.repository().resolve("instrumentations/springmvc");
  private static final Path APP = AgentJar.repository().resolve("test-apps/spring/target/classes");

  /** How the names of a server's jars begin, by which Boot chooses it. */
  enum Server {
    TOMCAT("tomcat-embed-core", "tomcat-embed-websocket", "spring-boot-tomcat"),
    JETTY("jetty-", "javax-websocket-", "websocket-", "spring-boot-jetty"),
    UNDERTOW("undertow-");

    private final List<String> jars;

    Server(String... jars) {
      this.jars = List.of(jars);
    }

    boolean owns(Path jar) {
      return jars.stream().anyMatch(jar.getFileName().toString()::startsWith);
    }

    List<Path> classPath(String boot) {
      return Libraries.dir(MODULE, boot).stream()
          .filter(jar -> owns(jar) || List.of(values()).stream().noneMatch(any -> any.owns(jar)))
          .toList();
    }
  }

  private static final String STATE = "java.lang.IllegalStateException";

  /** Also of what the application itself makes an answer of. */
  private static final Map<String, String> ERRORS =
      Map.of(
          "/shop/owners/{ownerId}/fail", STATE,
          "/shop/owners/{ownerId}/trouble", "java.lang.UnsupportedOperationException",
          "/shop/owners/{ownerId}/unavailable", "503",
          "/shop/nested/{name}/fail", STATE,
          "/shop/callable/{name}/fail", STATE,
          "/shop/deferred/{name}/fail", STATE,
          "/shop/deferred/{name}/never",
              "org.springframework.web.context.request.async.AsyncRequestTimeoutException");

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource({
    "boot-2.7, TOMCAT", "boot-2.7, JETTY", "boot-2.7, UNDERTOW",
    "boot-3.5, TOMCAT", "boot-3.5, JETTY", "boot-3.5, UNDERTOW",
    "boot-4.1, TOMCAT", "boot-4.1, JETTY",
  })
  void countsEachRequestOnceUnderItsPattern(String boot, Server server) {
    try (OtlpSink sink = OtlpSink.start();
        AppProcess app =
            AppProcess.builder()
                .classPath(boot.equals("boot-2.7") ? JavaxTwin.of(APP, temp) : APP)
                .classPath(server.classPath(boot))
                .main("com.example.spring.boot.BootApp")
                .args("--server.port=0", "--server.servlet.context-path=/shop")
                .otlp(sink)
                .agentArg("traces.batch.delay", "10ms")
                .start()) {
      app.awaitLine("(?i)" + server + " started on port", AppProcess.START_LIMIT);
      CountingClient client = new CountingClient(app.port("listening at port (\\d+)"));
      answeredAtOnce(client);
      answeredLater(client);

      String asked =
          client.send(
              "GET",
              "/shop/later/me",
              "/shop/later/{name}",
              200,
              "traceparent",
              "00-" + TRACE + "-00f067aa0ba902b7-01");
      assertEquals("refused", asked);

      client.awaitCounted(app);
      client.awaitSpans(sink);
      // A method @Async belongs to the request that has called it.
      Await.until(
          "the call",
          CountingClient.LIMIT,
          () -> SpanTree.of(sink.trace(TRACE)),
          "SERVER GET /shop/later/{name} (remote parent)\n  CLIENT GET (error)\n"::equals);
      assertEquals(ERRORS, errors(app));
      assertEquals(0, app.scrape().sum("sidelight_advice_errors_total"));
    }
  }

  /** Each type that has counted once, by route. */
  private static Map<String, String> errors(AppProcess app) {
    Map<String, String> errors = new TreeMap<>();
    for (Sample sample : app.scrape().series("errors_total")) {
      assertEquals(1, sample.value(), sample.toString());
      String before = errors.put(sample.labels().get("route"), sample.labels().get("type"));
      assertEquals(null, before, sample.toString());
    }
    return errors;
  }

  private static void answeredAtOnce(CountingClient client) {
    client.get("/shop/owners/1", "/shop/owners/{ownerId}", 200);
    client.get("/shop/owners/2", "/shop/owners/{ownerId}", 200);
    client.send("HEAD", "/shop/owners/3", "/shop/owners/{ownerId}", 200);
    client.get("/shop/owners/1/entity", "/shop/owners/{ownerId}/entity", 202);
    client.get("/shop/owners/1/absent", "/shop/owners/{ownerId}/absent", 404);
    client.get("/shop/owners/1/forward", "/shop/owners/{ownerId}/forward", 200);
    client.get("/shop/owners/1/fail", "/shop/owners/{ownerId}/fail", 500);
    client.get("/shop/owners/1/trouble", "/shop/owners/{ownerId}/trouble", 500);
    client.get("/shop/owners/1/refuse", "/shop/owners/{ownerId}/refuse", 409);
    client.get("/shop/owners/1/unavailable", "/shop/owners/{ownerId}/unavailable", 503);
    client.get("/shop/orders?quantity=1", "/shop/orders", 200);
    client.get("/shop/orders?quantity=0", "/shop/orders", 400);
    client.get("/shop/orders?quantity=many", "/shop/orders", 400);
    client.get("/shop/functions/you", "/shop/functions/{name}", 200);
    client.get("/shop/nested/you/fail", "/shop/nested/{name}/fail", 500);
    client.get("/shop/hello.txt", "/shop/**", 200);
    client.get("/shop/no/such/path", "/shop/**", 404);
    client.get("/shop/nor/this", "/shop/**", 404);
    client.send("DELETE", "/shop/owners/1", "/shop/", 405);
  }

  private static void answeredLater(CountingClient client) {
    client.get("/shop/callable/me", "/shop/callable/{name}", 200);
    client.get("/shop/callable/me/fail", "/shop/callable/{name}/fail", 500);
    client.get("/shop/deferred/me", "/shop/deferred/{name}", 200);
    client.get("/shop/deferred/me/fail", "/shop/deferred/{name}/fail", 500);
    client.get("/shop/deferred/me/never", "/shop/deferred/{name}/never", 503);
    client.get("/shop/streaming/me", "/shop/streaming/{name}", 200);
  }
}
