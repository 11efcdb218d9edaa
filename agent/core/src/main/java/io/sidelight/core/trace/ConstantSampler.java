package io.sidelight.core.trace;

import org.jspecify.annotations.Nullable;

/** Records every span, or none. */
enum ConstantSampler implements Sampler {
  ON(true),
  OFF(false);

  private final boolean decision;

  ConstantSampler(boolean decision) {
    this.decision = decision;
  }

  @Override
  public boolean sample(
      @Nullable SpanContext parent, long traceIdHigh, long traceIdLow, SpanKind kind) {
    return decision;
  }
}
