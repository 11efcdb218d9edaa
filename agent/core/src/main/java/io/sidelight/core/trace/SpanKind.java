package io.sidelight.core.trace;

/** The role of a span between services, as OpenTelemetry defines it. */
public enum SpanKind {
  INTERNAL(1, 8, 2),
  SERVER(2, 12, 6),
  CLIENT(3, 8, 2),
  PRODUCER(4, 8, 2),
  CONSUMER(5, 8, 2);

  /** The number of the protobuf enumeration {@code Span.SpanKind}. */
  final int protobuf;

  /** How many attributes a span of this kind usually has; room is made for them at once. */
  final int expectedAttributes;

  /** The same for one that has a {@link SpanTemplate}. */
  final int expectedBeside;

  SpanKind(int protobuf, int expectedAttributes, int expectedBeside) {
    this.protobuf = protobuf;
    this.expectedAttributes = expectedAttributes;
    this.expectedBeside = expectedBeside;
  }
}
