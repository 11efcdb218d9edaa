package io.sidelight.core.trace;

/**
 * The root of a trace that would be recorded, if there were not so many like it. Whoever is below
 * is not recorded either. It may still turn out to be worth it; see {@link Tracer#recall}.
 */
public final class LeftOut extends SpanContext {
  final SpanKind kind;
  final long startNanoTime;

  LeftOut(long traceIdHigh, long traceIdLow, long spanId, SpanKind kind, long startNanoTime) {
    super(null, traceIdHigh, traceIdLow, spanId, false);
    this.kind = kind;
    this.startNanoTime = startNanoTime;
  }
}
