package io.sidelight.core.trace;

import org.jspecify.annotations.Nullable;

/**
 * What a trace carries along for others, and no span looks at. Few traces carry anything, and all
 * contexts of one request share one object of this: so a span pays one reference for all of it.
 */
final class Carried {
  final @Nullable String traceState;
  final @Nullable String baggage;

  private Carried(@Nullable String traceState, @Nullable String baggage) {
    this.traceState = traceState;
    this.baggage = baggage;
  }

  /** Null when there is nothing to carry. */
  static @Nullable Carried of(@Nullable String traceState, @Nullable String baggage) {
    return traceState == null && baggage == null ? null : new Carried(traceState, baggage);
  }

  /** What a new trace takes over: a {@code tracestate} belongs to the trace it came with. */
  static @Nullable Carried intoNewTrace(@Nullable Carried carried) {
    return carried == null || carried.traceState == null ? carried : of(null, carried.baggage);
  }

  /** Upper estimate of the bytes of the texts. */
  long estimateWeight() {
    return AttributeValues.weigh(traceState) + AttributeValues.weigh(baggage);
  }
}
