package io.sidelight.inst.apachehttpclient5;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.example.apache5.AsyncApp;
import com.example.apache5.ClassicApp;
import com.example.client.ClientApp;
import com.example.client.Scenario;
import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.Libraries;
import io.sidelight.test.OtlpSpan;
import io.sidelight.test.SpanTree;
import io.sidelight.test.client.ClientContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Classic and asynchronous clients in their oldest and newest versions. */
class ApacheHttpClient5IT extends ClientContract {
  private static final Path MODULE =
      AgentJar.repository().resolve("instrumentations/apachehttpclient5");

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

  /** A client for HTTP/2 alone, which needs no TLS for it. */
  private record Http2(String version) implements Client {
    @Override
    public AppProcessBuilder builder() {
      return new Apache(version, AsyncApp.class).builder();
    }

    @Override
    public List<String> more() {
      return List.of("HTTP/2");
    }
  }

  private static final Apache NEWEST = new Apache("client-5.6", ClassicApp.class);
  private static final Apache NEWEST_ASYNC = new Apache("client-5.6", AsyncApp.class);

  static Stream<Apache> all() {
    return Stream.of(
        new Apache("client-5.0", ClassicApp.class),
        NEWEST,
        new Apache("client-5.0", AsyncApp.class),
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

  @ParameterizedTest
  @ValueSource(strings = {"client-5.0", "client-5.6"})
  void overHttp2(String version) {
    OtlpSpan call = fromSiteToSite(new Http2(version), new Apache(version, AsyncApp.class));
    assertEquals("2", call.string("network.protocol.version"));
    assertEquals(200, call.number("http.response.status_code"));
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
      assertEquals(Map.of("localhost java.lang.IllegalStateException", 1), errors(app.scrape()));
      assertEquals(
          List.of(1, 1, 1, 1, 1),
          target.received("/ok").stream().map(one -> one.values("traceparent").size()).toList());
    }
  }
}
