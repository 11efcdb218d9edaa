package io.sidelight.inst.otelapi.advice;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;

/** The agent as the API knows it. Metrics and logs are the API's own no-op. */
final class AgentOpenTelemetry implements OpenTelemetry {
  private final TracerProvider tracers = new AgentTracerProvider();
  private final ContextPropagators propagators =
      ContextPropagators.create(
          TextMapPropagator.composite(new AgentPropagator(), W3CBaggagePropagator.getInstance()));

  @Override
  public TracerProvider getTracerProvider() {
    return tracers;
  }

  @Override
  public ContextPropagators getPropagators() {
    return propagators;
  }
}
