package io.sidelight.inst.otelapi.advice;

import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import org.jspecify.annotations.Nullable;

/** Makes spans. Immutable. */
final class AgentTracer implements Tracer {
  final @Nullable String name;
  final @Nullable String version;

  AgentTracer(@Nullable String name, @Nullable String version) {
    this.name = name;
    this.version = version;
  }

  @Override
  public SpanBuilder spanBuilder(String spanName) {
    return new AgentSpanBuilder(this, spanName);
  }
}
