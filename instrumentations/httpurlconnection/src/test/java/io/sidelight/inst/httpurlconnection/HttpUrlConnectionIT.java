package io.sidelight.inst.httpurlconnection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.example.huc.ConnectionApp;
import io.sidelight.test.AppProcess;
import io.sidelight.test.Await;
import io.sidelight.test.OtlpSink;
import io.sidelight.test.SpanTree;
import io.sidelight.test.client.ClientContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The connection of the JDK that runs the tests. */
class HttpUrlConnectionIT extends ClientContract {
  private static final Client CLIENT =
      () -> AppProcess.builder().classPathOf(ConnectionApp.class).main(ConnectionApp.class);

  @Test
  void everyScenario() {
    everyScenario(CLIENT);
  }

  @Test
  void countsUnderLoad() {
    countsUnderLoad(CLIENT);
  }

  @Test
  void insideARequest() throws Exception {
    insideARequest(CLIENT);
  }

  /**
   * The order of the connection's methods makes no difference, and what sends nothing is no call.
   */
  @Test
  void anyOrderIsOneCall() {
    List<String> bare;
    try (AppProcess app = app(CLIENT, "more").agent(false).start()) {
      bare = done(app, "outcome");
    }
    try (AppProcess app = app(CLIENT, "more").otlp(sink).start()) {
      assertEquals(bare, done(app, "outcome"));
      sink.awaitSpans(span -> true, 4);
      assertEquals(
          "CLIENT GET\n\nCLIENT GET (error)\n\nCLIENT POST\n\nCLIENT GET (error)\n",
          SpanTree.of(sink.spans()));
      Map<String, Integer> expected =
          Map.of(
              "GET localhost 200", 1,
              "GET localhost 404", 1,
              "POST localhost 200", 1,
              "GET localhost 500", 1);
      Await.until("all calls", LIMIT, () -> calls(app.scrape()).equals(expected));
      assertEquals(0, app.scrape().sum("sidelight_advice_errors_total"));
    }
  }

  /** A request on its way whose connection is dropped. */
  @Test
  void droppedIsCancelled() {
    try (AppProcess app = app(CLIENT, "cancel").otlp(sink).start()) {
      done(app, "done");
      assertEquals("CLIENT POST (error)\n", SpanTree.of(sink.awaitSpans(span -> true, 1)));
      assertEquals(Map.of("localhost cancelled", 1), errors(app.scrape()));
      assertEquals(Map.of("POST localhost ", 1), calls(app.scrape()));
    }
  }

  /** The agent's exporter uses the same client. */
  @Test
  void theExportersOwnRequestsAreNoCalls() {
    try (OtlpSink own = OtlpSink.start();
        AppProcess app =
            app(CLIENT, "more").otlp(own).agentArg("traces.batch.delay", "10ms").start()) {
      done(app, "outcome");
      own.awaitSpans(span -> true, 4);
      assertEquals(4, app.scrape().sum("http_client_requests_total"));
      assertEquals(4, own.spans().size());
    }
  }
}
