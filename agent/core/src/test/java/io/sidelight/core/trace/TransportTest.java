package io.sidelight.core.trace;

import static io.sidelight.core.trace.Exporters.listen;
import static io.sidelight.core.trace.Exporters.millisOf;
import static io.sidelight.core.trace.Posts.body;
import static io.sidelight.core.trace.Posts.transport;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the connection of our own and the JDK's have in common. */
@Timeout(60)
class TransportTest {
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bothUnderstandWhatACollectorSays(boolean own) throws Exception {
    byte[] partial =
        ExportTraceServiceResponse.newBuilder()
            .setPartialSuccess(ExportTracePartialSuccess.newBuilder().setRejectedSpans(3))
            .build()
            .toByteArray();
    RequestBody empty = RequestBody.of(new ProtoWriter(), false);
    try (Collector other = new Collector();
        Collector collector = new Collector()) {
      Transport transport = transport(own, collector.url());
      assertEquals(200, transport.post(empty, 10_000).status());
      collector.answer(Collector.body(partial));
      assertEquals(3, transport.post(empty, 10_000).partialSuccess.rejectedSpans);
      collector.answer(Collector.status(503, "Retry-After", "7"));
      HttpAnswer busy = transport.post(empty, 10_000);
      assertTrue(busy.isWorthRetrying());
      assertEquals(7_000, busy.retryAfterMillis);
      collector.answer(Collector.status(307, "Location", other.url()));
      assertEquals(307, transport.post(empty, 10_000).status());
      collector.answer(Collector.status(401, "WWW-Authenticate", "Basic realm=x"));
      assertEquals(401, transport.post(empty, 10_000).status());
      assertEquals(200, transport.post(empty, 10_000).status());
      assertEquals(0, other.requestCount());
      assertEquals(6, collector.requestCount());
      for (int i = 0; i < 6; i++) {
        Map<String, List<String>> headers = collector.request(i).headers();
        assertEquals(List.of("a/b"), headers.get("Accept"));
        assertEquals(List.of("y"), headers.get("X"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void stoppingEndsARequestThatHangs(boolean own) throws Exception {
    try (ServerSocket server = listen()) {
      Transport transport = transport(own, Exporters.url(server));
      CompletableFuture<HttpAnswer> answer =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return transport.post(body(20 << 20), 40_000);
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      try (Socket peer = server.accept()) {
        assertEquals('P', peer.getInputStream().read());
        transport.stop();
        long millis = millisOf(() -> assertTrue(answer.join().isWorthRetrying()));
        assertTrue(millis < 10_000, () -> millis + " ms");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aServerThatTakesNothingIsCutOff(boolean own) throws Exception {
    try (ServerSocket server = listen()) {
      Transport transport = transport(own, Exporters.url(server));
      RequestBody large = body(20 << 20);
      long begin = System.nanoTime();
      HttpAnswer answer = transport.post(large, 300);
      long millis = (System.nanoTime() - begin) / 1_000_000;
      assertTrue(answer.describe().contains("no answer within 300 ms"), answer.describe());
      assertTrue(millis >= 300 && millis < 10_000, () -> millis + " ms");
    }
  }
}
