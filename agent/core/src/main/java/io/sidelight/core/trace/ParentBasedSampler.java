package io.sidelight.core.trace;

import org.jspecify.annotations.Nullable;

/**
 * Keeps traces whole: a span is recorded exactly when its parent is; roots are left to another
 * sampler.
 */
final class ParentBasedSampler implements Sampler {
  private final Sampler root;

  ParentBasedSampler(Sampler root) {
    this.root = root;
  }

  @Override
  public boolean sample(
      @Nullable SpanContext parent, long traceIdHigh, long traceIdLow, SpanKind kind) {
    return parent != null ? parent.sampled : root.sample(null, traceIdHigh, traceIdLow, kind);
  }
}
