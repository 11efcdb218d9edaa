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
    this.to = to.identity();
    this.attributes = attributes;
  }

  long estimateWeight() {
    return CONTEXT_WEIGHT + to.estimateCarriedWeight() + AttributeValues.weighPairs(attributes);
  }
}
