package io.sidelight.inst.otelapi.advice;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import io.opentelemetry.api.trace.TracerProvider;

/** Makes tracers, which know nothing but what they are called. */
final class AgentTracerProvider implements TracerProvider {

  @Override
  public Tracer get(String name) {
    return new AgentTracer(name, null);
  }

  @Override
  public Tracer get(String name, String version) {
    return new AgentTracer(name, version);
  }

  /** Since 1.4. Through another class, since verifying this one must not load the builder. */
  @Override
  public TracerBuilder tracerBuilder(String name) {
    return AgentTracerBuilder.create(name);
  }
}
