package io.sidelight.inst.otelapi.advice;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.TracerProvider;
import org.jspecify.annotations.Nullable;

/**
 * {@code GlobalOpenTelemetry}: where the API would set or return its no-op, because the application
 * has brought nothing else, it is the agent. When anything is set, and that it is set once, stays
 * as it is.
 */
public final class GlobalAdvice {
  private static final OpenTelemetry AGENTS = new AgentOpenTelemetry();

  /**
   * With the incubator on the class path the no-op is of its types, and applications may cast to
   * them.
   */
  private static final boolean EXTENDED =
      !OpenTelemetry.noop()
          .getTracer("sidelight")
          .getClass()
          .getName()
          .startsWith("io.opentelemetry.api.trace.");

  private GlobalAdvice() {}

  /** What is about to be set. What makes spans of its own is left alone from now on. */
  public static @Nullable Object setting(@Nullable Object token, @Nullable Object given) {
    if (given instanceof OpenTelemetry
        && ((OpenTelemetry) given).getTracerProvider() != TracerProvider.noop()) {
      Bridge.COPY.leaveAlone();
    }
    return orAgents(token, given);
  }

  /** What is about to be returned. */
  public static @Nullable Object orAgents(@Nullable Object token, @Nullable Object given) {
    return given == OpenTelemetry.noop() && !EXTENDED && Bridge.isOpen() ? AGENTS : given;
  }

  /** Whoever asks whether anything is set wants to know whether there is an agent. */
  public static void asked() {
    if (!EXTENDED && Bridge.isOpen()) {
      OpenTelemetry unused = GlobalOpenTelemetry.get();
    }
  }
}
