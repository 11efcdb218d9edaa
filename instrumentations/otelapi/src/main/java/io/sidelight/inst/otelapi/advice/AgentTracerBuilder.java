package io.sidelight.inst.otelapi.advice;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import org.jspecify.annotations.Nullable;

/** Loaded with API 1.4 and later only. */
final class AgentTracerBuilder implements TracerBuilder {
  private final String name;
  private @Nullable String version;

  private AgentTracerBuilder(String name) {
    this.name = name;
  }

  static TracerBuilder create(String name) {
    return new AgentTracerBuilder(name);
  }

  @Override
  public TracerBuilder setSchemaUrl(String schemaUrl) {
    return this;
  }

  @Override
  public TracerBuilder setInstrumentationVersion(String given) {
    version = given;
    return this;
  }

  @Override
  public Tracer build() {
    return new AgentTracer(name, version);
  }
}
