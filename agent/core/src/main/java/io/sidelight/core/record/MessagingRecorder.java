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
    return begin(ThreadState.get(), null, system, "");
  }

  /**
   * As above, for a message that belongs to what the thread is in the middle of.
   *
   * @param destination {@code messaging.destination.name}: a pattern, of which there are few
   */
  public @Nullable MessageCall begin(String system, String destination) {
    ThreadState thread = ThreadState.get();
    return begin(thread, thread.span, system, destination);
  }

  private @Nullable MessageCall begin(
      ThreadState thread, @Nullable SpanContext parent, String system, String destination) {
    if (thread.message != null) {
      return null;
    }
    long now = System.nanoTime();
    SpanContext span = tracer.start(parent, SpanKind.CONSUMER, now);
    MessageCall call = new MessageCall(system, destination, now, span, thread.span);
    thread.message = call;
    thread.span = span;
    return call;
  }

  /** The application threw in the message that the current thread handles, and is told so. */
  public void failed(Throwable thrown) {
    MessageCall call = ThreadState.get().message;
    if (call != null && call.failure == null) {
      call.failure = thrown;
    }
  }

  /**
   * The application has come back.
   *
   * @param escaped what its handler threw; null if nothing
   */
  public void end(MessageCall call, @Nullable Throwable escaped) {
    Throwable thrown = call.failure == null ? escaped : call.failure;
    long now = System.nanoTime();
    ThreadState thread = ThreadState.get();
    thread.message = null;
    thread.span = call.outerSpan;
    String errorType = thrown == null ? "" : thrown.getClass().getName();
    DurationSeries series =
        meters.messaging.series(call.system, call.destination, PROCESS, errorType);
    SpanContext context = call.span;
    if (!(context instanceof Span)) {
      series.record(now - call.startNanos);
      return;
    }
    series.record(now - call.startNanos, context.traceIdHigh, context.traceIdLow, context.spanId);
    Span span = (Span) context;
    String what = call.destination.isEmpty() ? call.system : call.destination;
    span.name(PROCESS + ' ' + what);
    if (!call.destination.isEmpty()) {
      span.attribute("messaging.destination.name", call.destination);
    }
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
