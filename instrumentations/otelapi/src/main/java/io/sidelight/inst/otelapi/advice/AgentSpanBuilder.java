package io.sidelight.inst.otelapi.advice;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.sidelight.core.record.ManualSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps what the application says until it is known whether the span is recorded. */
final class AgentSpanBuilder implements SpanBuilder {
  private final AgentTracer tracer;
  private final String name;
  private SpanKind kind = SpanKind.INTERNAL;

  /** Null for the current one. */
  private @Nullable Context parent;

  private long startEpochNanos;

  /** Keys and values in turn. */
  private final List<@Nullable Object> attributes = new ArrayList<>(8);

  /** Linked spans and their attributes in turn. */
  private @Nullable List<Object> links;

  AgentSpanBuilder(AgentTracer tracer, String name) {
    this.tracer = tracer;
    this.name = name;
  }

  @Override
  public SpanBuilder setParent(Context context) {
    parent = context == null ? parent : context;
    return this;
  }

  @Override
  public SpanBuilder setNoParent() {
    parent = Context.root();
    return this;
  }

  @Override
  public SpanBuilder addLink(SpanContext spanContext) {
    return addLink(spanContext, Attributes.empty());
  }

  @Override
  public SpanBuilder addLink(SpanContext spanContext, Attributes linkAttributes) {
    if (spanContext != null && spanContext.isValid()) {
      List<Object> all = links == null ? new ArrayList<>(2) : links;
      all.add(spanContext);
      all.add(Bridge.pairs(linkAttributes));
      links = all;
    }
    return this;
  }

  @Override
  public SpanBuilder setAttribute(String key, String value) {
    return put(key, value);
  }

  @Override
  public SpanBuilder setAttribute(String key, long value) {
    return put(key, value);
  }

  @Override
  public SpanBuilder setAttribute(String key, double value) {
    return put(key, value);
  }

  @Override
  public SpanBuilder setAttribute(String key, boolean value) {
    return put(key, value);
  }

  @Override
  public <T> SpanBuilder setAttribute(AttributeKey<T> key, T value) {
    return key == null ? this : put(key.getKey(), value);
  }

  private SpanBuilder put(String key, @Nullable Object value) {
    attributes.add(key);
    attributes.add(value);
    return this;
  }

  @Override
  public SpanBuilder setSpanKind(SpanKind spanKind) {
    kind = spanKind == null ? kind : spanKind;
    return this;
  }

  @Override
  public SpanBuilder setStartTimestamp(long startTimestamp, TimeUnit unit) {
    if (unit != null && startTimestamp >= 0) {
      startEpochNanos = unit.toNanos(startTimestamp);
    }
    return this;
  }

  @Override
  public Span startSpan() {
    try {
      ManualSpan above = Bridge.spanIn(parent == null ? Context.current() : parent);
      ManualSpan span = Bridge.SPANS.begin(name, kind.name(), above, startEpochNanos);
      if (span == null) {
        return Span.getInvalid();
      }
      if (span.isRecording()) {
        describe(span);
      }
      return new AgentSpan(span);
    } catch (Throwable e) {
      Bridge.swallowed(e);
      return Span.getInvalid();
    }
  }

  private void describe(ManualSpan span) {
    for (int i = 0; i < attributes.size(); i += 2) {
      span.attribute((String) attributes.get(i), attributes.get(i + 1));
    }
    span.attribute("otel.scope.name", tracer.name);
    span.attribute("otel.scope.version", tracer.version);
    for (int i = 0; links != null && i < links.size(); i += 2) {
      ManualSpan linked = Bridge.of((SpanContext) links.get(i));
      if (linked != null) {
        span.link(linked, (Object[]) links.get(i + 1));
      }
    }
  }
}
