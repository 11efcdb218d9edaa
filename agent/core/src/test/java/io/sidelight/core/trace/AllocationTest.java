package io.sidelight.core.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the thread of a request pays. Queueing included; the export thread does not run. */
class AllocationTest {
  private static final int ROUNDS = 10_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static volatile Object result;

  private final SpanQueue queue = new SpanQueue(1L << 30, 512);
  private final Tracer tracer =
      new Tracer(Sampler.parse(null, null), queue::offer, SpanLimits.defaults());
  private final SpanContext sampled = new SpanContext(1, 2, 3, true, null);
  private final SpanContext unsampled = new SpanContext(1, 2, 3, false, null);

  private static double bytesPerRound(Runnable round) {
    double least = Double.MAX_VALUE;
    for (int trial = 0; trial < 5; trial++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < ROUNDS; i++) {
        round.run();
      }
      long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
      least = Math.min(least, (double) bytes / ROUNDS);
    }
    return least;
  }

  private void databaseCall() {
    Span span = (Span) tracer.start(sampled, SpanKind.CLIENT, 1_000);
    span.name("SELECT orders")
        .attribute("db.system.name", "postgresql")
        .attribute("db.operation.name", "SELECT")
        .attribute("db.collection.name", "orders")
        .attribute("db.query.text", "SELECT * FROM orders WHERE id = ?")
        .attribute("server.address", "localhost")
        .attribute("server.port", 5432);
    span.end(2_000);
    result = queue.takeAll();
    queue.release(1, span.weight());
  }

  private void request() {
    Span span = (Span) tracer.start(null, SpanKind.SERVER, 1_000);
    span.name("GET /orders/*")
        .attribute("http.request.method", "GET")
        .attribute("http.route", "/orders/*")
        .attribute("url.path", "/orders/1")
        .attribute("url.scheme", "http")
        .attribute("http.response.status_code", 200)
        .attribute("server.address", "localhost")
        .attribute("server.port", 8080)
        .attribute("client.address", "127.0.0.1")
        .attribute("user_agent.original", "test")
        .attribute("network.protocol.version", "1.1");
    span.end(2_000);
    result = queue.takeAll();
    queue.release(1, span.weight());
  }

  @Test
  void aSpanWithSixAttributes() {
    double bytes = bytesPerRound(this::databaseCall);
    assertTrue(bytes > 100, () -> bytes + " bytes: nothing was measured");
    assertTrue(bytes <= 168, () -> bytes + " bytes");
  }

  @Test
  void aSpanThatSaysWhatOthersSay() {
    SpanTemplate template =
        tracer.template("SELECT orders", "db.system.name", "postgresql", "server.port", 5432);
    double bytes =
        bytesPerRound(
            () -> {
              Span span = (Span) tracer.start(sampled, SpanKind.CLIENT, 1_000);
              span.describe(template);
              span.end(2_000);
              result = queue.takeAll();
              queue.release(1, span.weight());
            });
    assertTrue(bytes > 80 && bytes <= 88, () -> bytes + " bytes");
  }

  @Test
  void aServerSpanWithTenAttributes() {
    double bytes = bytesPerRound(this::request);
    assertTrue(bytes <= 200, () -> bytes + " bytes");
  }

  @Test
  void whatTheTraceCarriesIsSharedByItsSpans() {
    SpanContext loaded = SpanContext.remote(1, 2, 3, true, "s=1").withBaggage("a=1");
    assertEquals(
        bytesPerRound(() -> result = tracer.start(sampled, SpanKind.CLIENT, 1)),
        bytesPerRound(() -> result = tracer.start(loaded, SpanKind.CLIENT, 1)),
        0.01);
  }

  @Test
  void aMessageWithoutHeadersIsReadForNothing() {
    Propagation all = Propagation.of(List.of("tracecontext", "baggage", "b3", "b3multi", "jaeger"));
    Propagation.Getter none = name -> null;
    assertEquals(0, bytesPerRound(() -> result = all.extract(none)), 0.01);
  }

  @Test
  void aMessageWithHeadersIsReadIntoOneObject() {
    Propagation both = Propagation.of(List.of("tracecontext", "b3"));
    String b3 = "80f198ee56343ba864fe8b2a57d3eff7-05e3ac9a4f6e3b90-1-e457b5a2e4d86bd1";
    Propagation.Getter message = name -> name.equals("b3") ? b3 : null;
    double bytes = bytesPerRound(() -> result = both.extract(message));
    assertTrue(bytes > 40 && bytes <= 56, () -> bytes + " bytes");
  }

  @Test
  void anUnsampledChildIsFree() {
    double bytes =
        bytesPerRound(() -> result = tracer.start(unsampled, SpanKind.CLIENT, System.nanoTime()));
    assertEquals(0, bytes, 0.01);
    Tracer off = Tracer.disabled();
    assertEquals(0, bytesPerRound(() -> result = off.start(null, SpanKind.CLIENT, 1)), 0.01);
  }
}
