package sample;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Brings its own SDK, and answers the spans that it got. */
public class OwnSdkServlet extends HttpServlet {
  private static final List<String> EXPORTED = new CopyOnWriteArrayList<>();

  private static final OpenTelemetry SDK =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(new Kept()))
                  .build())
          .buildAndRegisterGlobal();

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean unseen = !Span.fromContext(Context.current()).getSpanContext().isValid();
    for (Tracer tracer :
        new Tracer[] {SDK.getTracer("own"), GlobalOpenTelemetry.getTracer("global")}) {
      Span outer = tracer.spanBuilder("outer").startSpan();
      try (Scope scope = outer.makeCurrent()) {
        Store.query();
        tracer.spanBuilder("inner").startSpan().end();
      }
      outer.end();
    }
    response.getWriter().write(unseen + " " + EXPORTED);
  }

  private static final class Kept implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      for (SpanData span : spans) {
        boolean root = !span.getParentSpanContext().isValid();
        EXPORTED.add(span.getName() + (root ? " root" : " child"));
      }
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
