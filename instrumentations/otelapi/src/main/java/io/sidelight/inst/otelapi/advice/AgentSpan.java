package io.sidelight.inst.otelapi.advice;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.sidelight.core.record.ManualSpan;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A span of the agent's as the API knows it: made by the application, or the one that its thread is
 * in the middle of. Two of the same span are equal. Thread-safe.
 */
final class AgentSpan implements Span {
  final ManualSpan span;
  private volatile @Nullable SpanContext context;

  AgentSpan(ManualSpan span) {
    this.span = span;
  }

  @Override
  public Span setAttribute(String key, String value) {
    span.attribute(key, value);
    return this;
  }

  @Override
  public Span setAttribute(String key, long value) {
    span.attribute(key, value);
    return this;
  }

  @Override
  public Span setAttribute(String key, double value) {
    span.attribute(key, value);
    return this;
  }

  @Override
  public Span setAttribute(String key, boolean value) {
    span.attribute(key, value);
    return this;
  }

  @Override
  public <T> Span setAttribute(AttributeKey<T> key, @Nullable T value) {
    try {
      span.attribute(key == null ? null : key.getKey(), value);
    } catch (Throwable e) {
      Bridge.swallowed(e);
    }
    return this;
  }

  @Override
  public Span addEvent(String name, Attributes attributes) {
    return event(name, attributes, 0);
  }

  @Override
  public Span addEvent(String name, Attributes attributes, long timestamp, TimeUnit unit) {
    return event(name, attributes, unit == null ? 0 : unit.toNanos(timestamp));
  }

  private Span event(String name, Attributes attributes, long epochNanos) {
    try {
      if (span.isRecording()) {
        span.event(name, epochNanos, Bridge.pairs(attributes));
      }
    } catch (Throwable e) {
      Bridge.swallowed(e);
    }
    return this;
  }

  @Override
  public Span setStatus(StatusCode statusCode, String description) {
    if (statusCode == StatusCode.OK) {
      span.ok();
    } else if (statusCode == StatusCode.ERROR) {
      span.error(description == null || description.isEmpty() ? null : description);
    }
    return this;
  }

  @Override
  public Span recordException(Throwable exception, Attributes additionalAttributes) {
    try {
      if (span.isRecording()) {
        span.exception(exception, Bridge.pairs(additionalAttributes));
      }
    } catch (Throwable e) {
      Bridge.swallowed(e);
    }
    return this;
  }

  @Override
  public Span updateName(String name) {
    span.name(name);
    return this;
  }

  /** Since 1.37; the one without attributes leads here. */
  @Override
  public Span addLink(SpanContext spanContext, Attributes attributes) {
    try {
      ManualSpan linked = spanContext == null ? null : Bridge.of(spanContext);
      if (linked != null) {
        span.link(linked, Bridge.pairs(attributes));
      }
    } catch (Throwable e) {
      Bridge.swallowed(e);
    }
    return this;
  }

  @Override
  public void end() {
    span.end(0);
  }

  @Override
  public void end(long timestamp, TimeUnit unit) {
    span.end(unit == null || timestamp < 0 ? 0 : unit.toNanos(timestamp));
  }

  @Override
  public SpanContext getSpanContext() {
    SpanContext known = context;
    if (known == null) {
      TraceFlags flags = span.isSampled() ? TraceFlags.getSampled() : TraceFlags.getDefault();
      String trace = span.traceId();
      String id = span.spanId();
      known =
          span.isRemote()
              ? SpanContext.createFromRemoteParent(
                  trace, id, flags, TraceStates.parse(span.traceState()))
              : SpanContext.create(trace, id, flags, TraceStates.parse(span.traceState()));
      context = known;
    }
    return known;
  }

  @Override
  public boolean isRecording() {
    return span.isRecording();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AgentSpan && ((AgentSpan) other).span.equals(span);
  }

  @Override
  public int hashCode() {
    return span.hashCode();
  }

  @Override
  public String toString() {
    return "AgentSpan{" + span + '}';
  }
}
