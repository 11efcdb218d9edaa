package sample;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Uses what the API has had since 1.0 was out, and asks for the agent as it is meant to be. */
public class RecentServlet extends HttpServlet {
  private static final OpenTelemetry BEFORE = GlobalOpenTelemetry.getOrNoop();
  private static final boolean SET = GlobalOpenTelemetry.isSet();
  private static final Tracer TRACER =
      GlobalOpenTelemetry.get().tracerBuilder("built").setInstrumentationVersion("3").build();

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    SpanContext server = Span.current().getSpanContext();
    Span span = TRACER.spanBuilder("recent").startSpan();
    span.addLink(server);
    try (Scope scope = span.makeCurrent()) {
      BEFORE.getTracer("native").spanBuilder("native").startSpan().end();
      ExecutorService threads = Executors.newSingleThreadExecutor();
      Context.taskWrapping(threads).submit(Store::query).get();
      threads.shutdown();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    // On another thread than it was begun on.
    Thread other = new Thread(span::end);
    other.start();
    String set = "";
    try {
      GlobalOpenTelemetry.set(OpenTelemetry.noop());
    } catch (IllegalStateException e) {
      set = " set before";
    }
    response.getWriter().write(SET + set + " " + TRACER.isEnabled());
  }
}
