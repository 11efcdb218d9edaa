package io.sidelight.core.trace;

/** What a span says of its relation to another. Immutable. */
final class SpanLink {
  private static final int CONTEXT_WEIGHT = 64;
  private static final Object[] NONE = {};

  final SpanContext to;

  /** Keys and values in turn. */
  final Object[] attributes;

  SpanLink(SpanContext to) {
    this(to, NONE);
  }

  SpanLink(SpanContext to, Object[] attributes) {
    this.to = identityOf(to);
    this.attributes = attributes;
  }

  /** A recorded span would keep its attributes alive for the sake of its ids. */
  private static SpanContext identityOf(SpanContext other) {
    if (!(other instanceof Span)) {
      return other;
    }
    return new SpanContext(
        other.traceIdHigh, other.traceIdLow, other.spanId, other.sampled, other.traceState);
  }

  long estimateWeight() {
    return CONTEXT_WEIGHT + Span.weigh(to.traceState) + AttributeValues.weighPairs(attributes);
  }
}
