package io.sidelight.inst.otelapi.advice;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.sidelight.core.record.ManualSpan;
import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.SpanRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** From the application's copy of the API to the agent's recorder. */
final class Bridge {
  static final SpanRecorder SPANS = Recorders.spans();

  /** The application's copy of the API. */
  static final SpanRecorder.LibraryCopy COPY = SPANS.copy(Context.class);

  private static final @Nullable Object[] NONE = {};

  private Bridge() {}

  /** Whether the agent has spans, and the application none of its own. */
  static boolean isOpen() {
    return SPANS.isEnabled() && !COPY.isLeftAlone();
  }

  static void swallowed(Throwable thrown) {
    Recorders.errors().swallowed("otelapi", thrown);
  }

  /** The span in a context as the agent knows it; null if there is none, or one without ids. */
  static @Nullable ManualSpan spanIn(@Nullable Context context) {
    Span span = context == null ? null : Span.fromContextOrNull(context);
    return span instanceof AgentSpan ? ((AgentSpan) span).span : span == null ? null : of(span);
  }

  private static @Nullable ManualSpan of(Span span) {
    SpanContext context = span.getSpanContext();
    return context.isValid() ? of(context) : null;
  }

  static @Nullable ManualSpan of(SpanContext context) {
    return SPANS.known(
        context.getTraceId(),
        context.getSpanId(),
        context.isSampled(),
        context.isRemote(),
        TraceStates.format(context.getTraceState()));
  }

  /** Keys and values in turn. */
  static @Nullable Object[] pairs(@Nullable Attributes attributes) {
    if (attributes == null || attributes.isEmpty()) {
      return NONE;
    }
    Pairs pairs = new Pairs();
    attributes.forEach(pairs);
    return pairs.list.toArray();
  }

  private static final class Pairs implements BiConsumer<AttributeKey<?>, Object> {
    final List<@Nullable Object> list = new ArrayList<>();

    @Override
    public void accept(AttributeKey<?> key, Object value) {
      list.add(key.getKey());
      list.add(value);
    }
  }
}
