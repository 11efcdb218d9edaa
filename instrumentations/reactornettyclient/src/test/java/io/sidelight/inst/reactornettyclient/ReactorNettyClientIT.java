package io.sidelight.inst.reactornettyclient;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.example.reactornetty.NettyApp;
import com.example.reactornetty.SecondApp;
import com.example.reactornetty.WebClientApp;
import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.Await;
import io.sidelight.test.Libraries;
import io.sidelight.test.OtlpSpan;
import io.sidelight.test.SpanTree;
import io.sidelight.test.client.ClientContract;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reactor Netty's client, alone and under Spring's WebClient. */
class ReactorNettyClientIT extends ClientContract {
  private static final Path MODULE =
      AgentJar.repository().resolve("instrumentations/reactornettyclient");

  /** Its server's, which come with WebFlux. */
  private static final Path SERVER = AgentJar.repository().resolve("instrumentations/reactornetty");

  private record Netty(String version, Class<?> main) implements Client {
    @Override
    public AppProcessBuilder builder() {
      AppProcessBuilder builder = AppProcess.builder().classPathOf(main).main(main);
      switch (version) {
        case "netty-1.0":
          // On a newer Netty, with which the later Reactor Netty comes: the first one is taken.
          return builder
              .classPath(Libraries.dir(MODULE, version))
              .classPath(Libraries.dir(SERVER, "webflux-5.3"));
        case "netty-1.3":
          return builder.classPath(Libraries.dir(MODULE, version));
        case "spring-7.0":
          return builder
              .classPath(Libraries.dir(MODULE, version))
              .classPath(Libraries.dir(MODULE, "netty-1.3"));
        default:
          return builder.classPath(Libraries.dir(SERVER, version));
      }
    }
  }

  private static final Netty OLDEST = new Netty("netty-1.0", NettyApp.class);
  private static final Netty NEWEST = new Netty("netty-1.3", NettyApp.class);

  static Stream<Netty> all() {
    return Stream.of(
        OLDEST,
        NEWEST,
        new Netty("webflux-5.3", WebClientApp.class),
        new Netty("webflux-6.2", WebClientApp.class),
        new Netty("spring-7.0", WebClientApp.class));
  }

  static Stream<Netty> ends() {
    return Stream.of(OLDEST, NEWEST);
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyScenario(Netty client) {
    everyScenario((Client) client);
  }

  @ParameterizedTest
  @MethodSource("ends")
  void countsUnderLoad(Netty client) {
    countsUnderLoad((Client) client);
  }

  @ParameterizedTest
  @MethodSource("ends")
  void insideARequest(Netty client) throws Exception {
    insideARequest((Client) client);
  }

  @ParameterizedTest
  @MethodSource("ends")
  void cancelled(Netty client) {
    cancelled((Client) client);
  }

  @ParameterizedTest
  @MethodSource("all")
  void eachSubscriptionIsACall(Netty client) {
    List<String> bare;
    try (AppProcess app = app(client, "more").agent(false).start()) {
      bare = done(app, "outcome");
    }
    target.clear();
    try (AppProcess app =
        app(client, "more").otlp(sink).agentArg("traces.batch.delay", "10ms").start()) {
      assertEquals(String.join("\n", bare), String.join("\n", done(app, "outcome")));
      Map<String, Integer> expected = Map.of("GET localhost 200", 103, "GET localhost ", 1);
      Await.until("all calls", LIMIT, () -> calls(app.scrape()).equals(expected));
      assertEquals(Map.of("localhost cancelled", 1), errors(app.scrape()));
      assertEquals(104, sink.awaitSpans(span -> true, 104).size());
      assertEquals(
          104,
          target.received("?s=").stream()
              .flatMap(one -> one.values("traceparent").stream())
              .distinct()
              .count());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"netty-1.0", "netty-1.3"})
  void streamsOfOneConnectionAreCalls(String version) {
    try (AppProcess app =
        new Netty(version, SecondApp.class)
            .builder()
            .otlp(sink)
            .agentArg("traces.batch.delay", "10ms")
            .start()) {
      assertEquals(Collections.nCopies(50, "answer second"), done(app, "answer"));
      List<OtlpSpan> spans = sink.awaitSpans(span -> span.kind().equals("CLIENT"), 50);
      assertEquals(50, spans.size());
      for (OtlpSpan span : spans) {
        assertEquals("2", span.string("network.protocol.version"), span.toString());
      }
      String one = "CLIENT GET\n  SERVER GET\n";
      assertEquals(one + ("\n" + one).repeat(49), SpanTree.of(sink.awaitSpans(span -> true, 100)));
    }
  }
}
