package io.sidelight.core.trace;

import org.jspecify.annotations.Nullable;

/**
 * The identity of a span, as W3C Trace Context level 1 carries it between services. Immutable and
 * safe to share between threads. Ids of zero mean "none": such a context is not {@link #isValid()
 * valid} and is never sent.
 */
public class SpanContext {
  public final long traceIdHigh;
  public final long traceIdLow;
  public final long spanId;
  public final boolean sampled;

  /** True when this context arrived from another process. */
  public final boolean remote;

  /** The {@code tracestate} to hand on unchanged, or null when there is none. */
  public final @Nullable String traceState;

  /** A context of this process. */
  public SpanContext(
      long traceIdHigh,
      long traceIdLow,
      long spanId,
      boolean sampled,
      @Nullable String traceState) {
    this(traceIdHigh, traceIdLow, spanId, sampled, traceState, false);
  }

  SpanContext(
      long traceIdHigh,
      long traceIdLow,
      long spanId,
      boolean sampled,
      @Nullable String traceState,
      boolean remote) {
    this.traceIdHigh = traceIdHigh;
    this.traceIdLow = traceIdLow;
    this.spanId = spanId;
    this.sampled = sampled;
    this.traceState = traceState;
    this.remote = remote;
  }

  /** A context that a propagator has read from a message of another process. */
  public static SpanContext remote(
      long traceIdHigh,
      long traceIdLow,
      long spanId,
      boolean sampled,
      @Nullable String traceState) {
    return new SpanContext(traceIdHigh, traceIdLow, spanId, sampled, traceState, true);
  }

  /** Whether neither the trace id nor the span id is zero. */
  public final boolean isValid() {
    return (traceIdHigh | traceIdLow) != 0 && spanId != 0;
  }

  /** The trace id as 32 lower-case hexadecimal digits. */
  public final String traceId() {
    char[] digits = new char[32];
    Hex.write(traceIdHigh, digits, 0);
    Hex.write(traceIdLow, digits, 16);
    return new String(digits);
  }

  /** The span id as 16 lower-case hexadecimal digits. */
  public final String spanId() {
    char[] digits = new char[16];
    Hex.write(spanId, digits, 0);
    return new String(digits);
  }

  @Override
  public String toString() {
    return TraceParent.format(this);
  }
}
