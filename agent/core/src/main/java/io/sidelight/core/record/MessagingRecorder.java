package io.sidelight.core.record;

import io.sidelight.core.meter.DurationSeries;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanContext;
import io.sidelight.core.trace.SpanKind;
import io.sidelight.core.trace.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * Messages that the application handles. Follows the OpenTelemetry semantic conventions for
 * messaging: each is a trace of its own, which holds what its handler did. Thread-safe.
 */
public final class MessagingRecorder {
  private static final String PROCESS = "process";

  private final Meters meters;
  private final Tracer tracer;

  /** Over these sinks. */
  public MessagingRecorder(Meters meters, Tracer tracer) {
    this.meters = meters;
    this.tracer = tracer;
  }

  /**
   * The application is about to be given a message.
   *
   * @param system {@code messaging.system}
   * @return what {@link #end} takes; null if the thread handles one already
   */
  public @Nullable MessageCall begin(String system) {
    ThreadState thread = ThreadState.get();
    if (thread.message != null) {
      return null;
    }
    long now = System.nanoTime();
    SpanContext span = tracer.start(null, SpanKind.CONSUMER, now);
    MessageCall call = new MessageCall(system, now, span, thread.span);
    thread.message = call;
    thread.span = span;
    return call;
  }

  /**
   * The application has come back.
   *
   * @param thrown what its handler threw; null if nothing
   */
  public void end(MessageCall call, @Nullable Throwable thrown) {
    long now = System.nanoTime();
    ThreadState thread = ThreadState.get();
    thread.message = null;
    thread.span = call.outerSpan;
    String errorType = thrown == null ? "" : thrown.getClass().getName();
    // What is subscribed to may be as personal as a key.
    DurationSeries series = meters.messaging.series(call.system, "", PROCESS, errorType);
    SpanContext context = call.span;
    if (!(context instanceof Span)) {
      series.record(now - call.startNanos);
      return;
    }
    series.record(now - call.startNanos, context.traceIdHigh, context.traceIdLow, context.spanId);
    Span span = (Span) context;
    span.name(PROCESS + ' ' + call.system);
    span.attribute("messaging.system", call.system);
    span.attribute("messaging.operation.name", PROCESS);
    span.attribute("messaging.operation.type", PROCESS);
    if (thrown != null) {
      span.attribute("error.type", errorType);
      span.error(null);
      span.exception(thrown);
    }
    span.end(now);
  }
}
