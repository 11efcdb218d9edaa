package io.sidelight.core.trace;

/** The role of a span between services, as OpenTelemetry defines it. */
public enum SpanKind {
  INTERNAL(1, 8),
  SERVER(2, 12),
  CLIENT(3, 8),
  PRODUCER(4, 8),
  CONSUMER(5, 8);

  /** The number of the protobuf enumeration {@code Span.SpanKind}. */
  final int protobuf;

  /** How many attributes a span of this kind usually has; room is made for them at once. */
  final int expectedAttributes;

  SpanKind(int protobuf, int expectedAttributes) {
    this.protobuf = protobuf;
    this.expectedAttributes = expectedAttributes;
  }
}
