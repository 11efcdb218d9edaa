package sample;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Uses what API 1.0 has, all of it; answers what is not as it should be, or nothing. */
public class SpanServlet extends HttpServlet {
  private static final ContextKey<String> KEY = ContextKey.named("sample");

  /** The very first use of the API. */
  private static final Tracer TRACER = GlobalOpenTelemetry.getTracer("sample", "1.2");

  private final StringBuilder problems = new StringBuilder();

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    problems.setLength(0);
    try {
      serve();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    response.getWriter().write(problems.toString());
  }

  private void serve() throws Exception {
    Span server = Span.current();
    check(server.isRecording() && server.getSpanContext().isValid(), "no span of the request's");
    check(server.equals(Span.current()), "not the same span twice");
    server.end();
    check(server.isRecording(), "the request's span is ended before the request");
    server.setAttribute("user", "u1");
    Context before = Context.current();
    try (Scope keyed = before.with(KEY, "kept").makeCurrent()) {
      check(Span.current().equals(server), "a context with a key has lost the span");
      work(server);
    }
    check(Context.current().get(KEY) == null, "the key is still there");
    check(Span.current().equals(server), "the request's span is not current again");
    Store.query();
  }

  private void work(Span server) throws Exception {
    Span work =
        TRACER
            .spanBuilder("unnamed work")
            .setSpanKind(SpanKind.PRODUCER)
            .setAttribute("text", "a")
            .setAttribute("count", 3)
            .setAttribute("ratio", 0.5)
            .setAttribute("flag", true)
            .setAttribute(AttributeKey.stringArrayKey("list"), Arrays.asList("x", "y"))
            .addLink(server.getSpanContext(), Attributes.of(AttributeKey.longKey("n"), 7L))
            .startSpan();
    check(
        work.getSpanContext().getTraceId().equals(server.getSpanContext().getTraceId()),
        "another trace");
    check(Span.current().equals(server), "a span is current that was only started");
    try (Scope current = work.makeCurrent()) {
      check(Span.current().equals(work), "not current: " + Span.current());
      check("kept".equals(Context.current().get(KEY)), "the key is gone");
      Store.query();
      TRACER.spanBuilder("inner").startSpan().end();
      inThread();
      inPool(work);
      send(work);
    }
    work.updateName("work");
    work.addEvent("happened", Attributes.of(AttributeKey.stringKey("what"), "this"));
    work.addEvent("then", 1_700_000_000_000L, TimeUnit.MILLISECONDS);
    work.recordException(
        new IllegalStateException("broken"), Attributes.of(AttributeKey.longKey("code"), 5L));
    work.setStatus(StatusCode.ERROR, "it broke");
    work.end();
    work.setAttribute("late", "ignored");
    check(!work.isRecording(), "recording after its end");
    TRACER
        .spanBuilder("alone")
        .setNoParent()
        .setStartTimestamp(1_700_000_000, TimeUnit.SECONDS)
        .startSpan()
        .end(1_700_000_002, TimeUnit.SECONDS);
  }

  private void inThread() throws InterruptedException {
    Thread thread =
        new Thread(
            Context.current()
                .wrap(
                    () -> {
                      check("kept".equals(Context.current().get(KEY)), "no key in the thread");
                      Store.query();
                    }));
    thread.start();
    thread.join();
  }

  /** Handed over by the agent, not by the API. */
  private void inPool(Span work) throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    pool.submit(
            () -> {
              check(Span.current().equals(work), "in the pool " + Span.current());
              TRACER.spanBuilder("pooled").startSpan().end();
            })
        .get();
    // What is done in the pool for nobody is nobody's.
    try (Scope none = Context.root().makeCurrent()) {
      pool.submit(() -> check(!Span.current().getSpanContext().isValid(), "left in the pool"));
    }
    pool.shutdown();
    check(pool.awaitTermination(10, TimeUnit.SECONDS), "the pool is busy");
  }

  private void send(Span work) {
    TextMapPropagator propagator = GlobalOpenTelemetry.getPropagators().getTextMapPropagator();
    Map<String, String> headers = new HashMap<>();
    propagator.inject(Context.current(), headers, Map::put);
    SpanContext sent = work.getSpanContext();
    check(
        ("00-" + sent.getTraceId() + "-" + sent.getSpanId() + "-01")
            .equals(headers.get("traceparent")),
        "sent " + headers);
    check(propagator.fields().contains("traceparent"), "fields " + propagator.fields());
    headers.put("tracestate", "b=2,a=1");
    Context received = propagator.extract(Context.root(), headers, new Getter());
    SpanContext remote = Span.fromContext(received).getSpanContext();
    check(remote.isRemote() && remote.getSpanId().equals(sent.getSpanId()), "got " + remote);
    check("2".equals(remote.getTraceState().get("b")), "got " + remote);
    Span consumer =
        TRACER
            .spanBuilder("received")
            .setParent(received)
            .setSpanKind(SpanKind.CONSUMER)
            .startSpan();
    consumer.setStatus(StatusCode.OK);
    consumer.setStatus(StatusCode.ERROR);
    consumer.end();
  }

  private void check(boolean holds, String problem) {
    if (!holds) {
      problems.append(problem).append('\n');
    }
  }

  private static final class Getter implements TextMapGetter<Map<String, String>> {
    @Override
    public Iterable<String> keys(Map<String, String> carrier) {
      return carrier.keySet();
    }

    @Override
    public String get(Map<String, String> carrier, String key) {
      return carrier.get(key);
    }
  }
}
