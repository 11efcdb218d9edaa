package io.sidelight.core.trace;

import org.jspecify.annotations.Nullable;

/** What a trace carries along for others, and no span looks at. */
final class Carried extends Shared {
  private final @Nullable TraceScope scope;
  private final @Nullable String traceState;
  private final @Nullable String baggage;

  private Carried(
      @Nullable TraceScope scope, @Nullable String traceState, @Nullable String baggage) {
    this.scope = scope;
    this.traceState = traceState;
    this.baggage = baggage;
  }

  /** The scope itself when there is nothing to carry. */
  static @Nullable Shared of(
      @Nullable TraceScope scope, @Nullable String traceState, @Nullable String baggage) {
    return traceState == null && baggage == null ? scope : new Carried(scope, traceState, baggage);
  }

  /** What a new trace takes over: a {@code tracestate} belongs to the trace it came with. */
  static @Nullable Shared intoNewTrace(@Nullable Shared shared) {
    return shared == null || shared.traceState() == null
        ? shared
        : of(shared.scope(), null, shared.baggage());
  }

  @Override
  @Nullable TraceScope scope() {
    return scope;
  }

  @Override
  @Nullable String traceState() {
    return traceState;
  }

  @Override
  @Nullable String baggage() {
    return baggage;
  }
}
