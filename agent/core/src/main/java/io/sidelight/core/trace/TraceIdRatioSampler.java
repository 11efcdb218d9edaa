package io.sidelight.core.trace;

import org.jspecify.annotations.Nullable;

/**
 * Records a share of all traces, decided by the trace id alone. The comparison is that of the
 * OpenTelemetry SDKs for Java, so that services with the same ratio keep the same traces.
 */
final class TraceIdRatioSampler implements Sampler {
  private final long bound;

  TraceIdRatioSampler(double ratio) {
    if (!(ratio >= 0 && ratio <= 1)) {
      throw new IllegalArgumentException("a sampling ratio is between 0 and 1, not " + ratio);
    }
    // The absolute value of the smallest long is negative: below every bound but this one.
    bound = ratio == 0 ? Long.MIN_VALUE : (long) (ratio * Long.MAX_VALUE);
  }

  static double parseRatio(@Nullable String text) {
    if (text == null || text.trim().isEmpty()) {
      return 1;
    }
    try {
      return Double.parseDouble(text.trim());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "a sampling ratio is between 0 and 1, not '" + text + "'", e);
    }
  }

  @Override
  public boolean sample(
      @Nullable SpanContext parent, long traceIdHigh, long traceIdLow, SpanKind kind) {
    long magnitude = traceIdLow < 0 ? -traceIdLow : traceIdLow;
    return bound == Long.MAX_VALUE || magnitude < bound;
  }
}
