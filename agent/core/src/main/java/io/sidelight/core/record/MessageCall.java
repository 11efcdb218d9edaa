package io.sidelight.core.record;

import io.sidelight.core.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/** A message that a thread handles; see {@link MessagingRecorder}. Used by its own thread only. */
public final class MessageCall {
  final String system;

  /** Empty where it may be as personal as a key. */
  final String destination;

  final long startNanos;
  final @Nullable SpanContext span;
  final @Nullable SpanContext outerSpan;

  /** What the application threw, if that is not thrown on. */
  @Nullable Throwable failure;

  MessageCall(
      String system,
      String destination,
      long startNanos,
      @Nullable SpanContext span,
      @Nullable SpanContext outerSpan) {
    this.system = system;
    this.destination = destination;
    this.startNanos = startNanos;
    this.span = span;
    this.outerSpan = outerSpan;
  }
}
