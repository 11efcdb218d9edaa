package io.sidelight.inst.apachehttpclient4;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.example.apache4.AsyncApp;
import com.example.apache4.ClassicApp;
import com.example.apache4.OldClientApp;
import com.example.client.ClientApp;
import com.example.client.Scenario;
import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.Libraries;
import io.sidelight.test.SpanTree;
import io.sidelight.test.client.ClientContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Old, classic and asynchronous clients in their oldest and newest versions. */
class ApacheHttpClient4IT extends ClientContract {
  private static final Path MODULE =
      AgentJar.repository().resolve("instrumentations/apachehttpclient4");

  private record Apache(String version, Class<? extends ClientApp> main) implements Client {
    @Override
    public AppProcessBuilder builder() {
      return AppProcess.builder()
          .classPathOf(main)
          .classPath(Libraries.dir(MODULE, version))
          .classPath(Libraries.dir(MODULE, "common"))
          .main(main);
    }

    @Override
    public String error(Scenario scenario) {
      // The asynchronous one reads the body, so that its application sees the call fail.
      boolean reads = main == AsyncApp.class;
      return scenario == Scenario.CUT && reads ? "connection_reset" : scenario.error;
    }
  }

  private static final Apache NEWEST = new Apache("client-4.5", ClassicApp.class);
  private static final Apache NEWEST_ASYNC = new Apache("async-4.1", AsyncApp.class);

  static Stream<Apache> all() {
    return Stream.of(
        new Apache("client-4.0", OldClientApp.class),
        new Apache("client-4.5", OldClientApp.class),
        new Apache("client-4.3", ClassicApp.class),
        NEWEST,
        new Apache("async-4.0", AsyncApp.class),
        NEWEST_ASYNC);
  }

  static Stream<Apache> newest() {
    return Stream.of(NEWEST, NEWEST_ASYNC);
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyScenario(Apache client) {
    everyScenario((Client) client);
  }

  @ParameterizedTest
  @MethodSource("newest")
  void countsUnderLoad(Apache client) {
    countsUnderLoad((Client) client);
  }

  @ParameterizedTest
  @MethodSource("newest")
  void insideARequest(Apache client) throws Exception {
    insideARequest((Client) client);
  }

  @Test
  void cancelled() {
    cancelled(NEWEST_ASYNC);
  }

  @Test
  void anyWayOfExecutingIsOneCall() {
    List<String> bare;
    try (AppProcess app = app(NEWEST, "more").agent(false).start()) {
      bare = done(app, "outcome");
    }
    target.clear();
    try (AppProcess app = app(NEWEST, "more").otlp(sink).start()) {
      assertEquals(bare, done(app, "outcome"));
      assertEquals(
          "CLIENT GET\n\n".repeat(5) + "CLIENT GET (error)\n",
          SpanTree.of(sink.awaitSpans(span -> true, 6)));
      assertEquals(Map.of("GET localhost 200", 5, "GET localhost ", 1), calls(app.scrape()));
      assertEquals(Map.of("localhost cancelled", 1), errors(app.scrape()));
      assertEquals(
          List.of(1, 1, 1, 1, 1),
          target.received("/ok").stream().map(one -> one.values("traceparent").size()).toList());
    }
  }
}
