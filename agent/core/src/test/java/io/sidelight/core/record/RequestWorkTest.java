package io.sidelight.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.core.meter.MeterSettings;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.record.sql.SqlCache;
import io.sidelight.core.trace.Propagation;
import io.sidelight.core.trace.Sampler;
import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanKind;
import io.sidelight.core.trace.SpanLimits;
import io.sidelight.core.trace.Tracer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestWorkTest {
  private static final int THRESHOLD = 3;

  private final Meters meters = new Meters(MeterSettings.defaults());
  private final List<Span> spans = new ArrayList<>();

  private Tracer tracer(Sampler sampler) {
    return new Tracer(sampler, spans::add, SpanLimits.defaults());
  }

  private HttpServerRecorder http(Tracer tracer) {
    return new HttpServerRecorder(
        meters, tracer, List.of("GET"), Propagation.of(List.of("tracecontext")), THRESHOLD);
  }

  private DbRecorder database(Tracer tracer, long slowNanos) {
    return new DbRecorder(meters, tracer, new SqlCache(1 << 20), slowNanos, Long.MAX_VALUE);
  }

  private static void query(DbRecorder database, String text) {
    DbCall call = database.begin(new Object(), text);
    database.end(call, 0);
  }

  private List<String> repeated() {
    return Scrape.lines(meters, "database_n_plus_one_total");
  }

  @ParameterizedTest
  @ValueSource(strings = {"on", "off", "disabled"})
  void tellsOfAStatementThatRunsTooOften(String sampling) {
    Tracer tracer =
        sampling.equals("disabled")
            ? Tracer.disabled()
            : tracer(sampling.equals("on") ? Sampler.alwaysOn() : Sampler.alwaysOff());
    HttpServerRecorder http = http(tracer);
    DbRecorder database = database(tracer, 0);
    for (int often = 2; often <= 5; often++) {
      SampleCall call = new SampleCall();
      http.begin(call);
      query(database, "SELECT * FROM orders");
      for (int i = 0; i < often; i++) {
        query(database, "SELECT * FROM lines WHERE id = " + i);
      }
      DbCall commit = database.beginControl(new Object(), "COMMIT");
      database.end(commit, 0);
      http.leave(call);
      http.end(call);
    }

    assertEquals(
        List.of("database_n_plus_one_total{query=\"SELECT lines\",route=\"/orders/*\"} 2.0"),
        repeated());
    assertEquals(
        List.of("database_statements_per_request_count{route=\"/orders/*\"} 4"),
        Scrape.lines(meters, "database_statements_per_request_count"));
    assertEquals(
        List.of("database_statements_per_request_sum{route=\"/orders/*\"} 18.0"),
        Scrape.lines(meters, "database_statements_per_request_sum"));
    assertEquals(sampling.equals("on") ? 4 + 4 + 14 + 4 : 0, spans.size());
  }

  @Test
  void countsWhatOtherThreadsDoForTheRequest() throws InterruptedException {
    Tracer tracer = tracer(Sampler.alwaysOn());
    HttpServerRecorder http = http(tracer);
    DbRecorder database = database(tracer, 0);
    ContextRecorder contexts = new ContextRecorder();
    SampleCall call = new SampleCall();
    http.begin(call);
    Runnable task =
        contexts.wrap(
            () -> {
              query(database, "SELECT 1");
              query(database, "SELECT 1");
            });
    Thread[] threads = {new Thread(task), new Thread(task)};
    for (Thread thread : threads) {
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    http.leave(call);
    http.end(call);
    // Too late to count, and on a thread that serves nothing.
    task.run();
    query(database, "SELECT 1");

    assertEquals(
        List.of("database_statements_per_request_sum{route=\"/orders/*\"} 4.0"),
        Scrape.lines(meters, "database_statements_per_request_sum"));
    assertEquals(1, repeated().size());
  }

  @Test
  void requestsWithoutStatementsAreNotThere() {
    HttpServerRecorder http = http(Tracer.disabled());
    SampleCall call = new SampleCall();
    http.begin(call);
    http.leave(call);
    http.end(call);
    assertEquals(List.of(), Scrape.lines(meters, "database_statements_per_request_count"));
  }

  @Test
  void moreStatementsThanAreToldApartAllCount() {
    HttpServerRecorder http = http(Tracer.disabled());
    DbRecorder database = database(Tracer.disabled(), 0);
    SampleCall call = new SampleCall();
    http.begin(call);
    for (int i = 0; i < 1000; i++) {
      query(database, "SELECT a FROM t" + i % 500);
    }
    http.leave(call);
    http.end(call);
    assertEquals(
        List.of("database_statements_per_request_sum{route=\"/orders/*\"} 1000.0"),
        Scrape.lines(meters, "database_statements_per_request_sum"));
    assertEquals(List.of(), repeated());
  }

  @Test
  void aSlowQueryIsKeptWhateverTheSamplerSays() {
    Tracer none = tracer(Sampler.parentBased(Sampler.alwaysOff()));
    HttpServerRecorder http = http(none);
    DbRecorder database = database(none, 1);
    SampleCall call = new SampleCall();
    call.headers = Map.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00");
    http.begin(call);
    query(database, "SELECT * FROM orders WHERE customer = 'me'");
    http.leave(call);
    http.end(call);

    assertEquals(1, spans.size());
    assertEquals("0af7651916cd43dd8448eb211c80319c", spans.get(0).traceId());
    assertEquals(
        List.of("database_slow_queries_total{operation=\"SELECT\",table=\"orders\"} 1.0"),
        Scrape.lines(meters, "database_slow_queries_total"));
  }

  @Test
  void nothingIsKeptWhereNobodyWantsSpans() {
    Tracer off = tracer(Sampler.alwaysOff());
    DbRecorder database = database(off, 1);
    query(database, "SELECT 1");
    assertEquals(List.of(), spans);
    assertTrue(off.isEnabled());
    assertEquals(
        List.of("database_slow_queries_total{operation=\"SELECT\",table=\"\"} 1.0"),
        Scrape.lines(meters, "database_slow_queries_total"));
  }

  @Test
  void aQueryThatIsNotSlowIsNotKept() {
    Tracer none = tracer(Sampler.parentBased(Sampler.alwaysOff()));
    query(database(none, TimeUnit.HOURS.toNanos(1)), "SELECT 1");
    assertEquals(List.of(), spans);
    assertEquals(List.of(), Scrape.lines(meters, "database_slow_queries_total"));
  }

  @Test
  void otherThreadsKnowTheRoute() throws InterruptedException {
    HttpServerRecorder http = http(tracer(Sampler.alwaysOff()));
    SampleCall call = new SampleCall();
    http.begin(call);
    List<String> routes = new ArrayList<>();
    Runnable task = () -> routes.add(RequestWork.route(ThreadState.get()));
    Thread other = new Thread(new ContextRecorder().wrap(task));
    other.start();
    other.join();
    routes.add(RequestWork.route(ThreadState.get()));
    http.leave(call);
    routes.add(RequestWork.route(ThreadState.get()));
    http.end(call);
    assertEquals(List.of("/orders/*", "/orders/*", ""), routes);
  }

  @Test
  void scopesGoDownAndNotUp() {
    Tracer tracer = tracer(Sampler.alwaysOn());
    var root = tracer.start(null, SpanKind.SERVER, 0);
    var work = new RequestWork();
    root.scope(work);
    assertEquals(work, tracer.start(root, SpanKind.CLIENT, 0).scope());
    assertEquals(work, root.identity().scope());
    assertEquals(work, root.withBaggage("a=b").scope());
  }
}
