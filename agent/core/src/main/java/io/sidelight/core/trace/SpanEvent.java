package io.sidelight.core.trace;

import org.jspecify.annotations.Nullable;

/** The event {@code exception} of a span, rendered to texts. Immutable. */
final class SpanEvent {
  static final String NAME = "exception";

  final long nanoTime;
  final String type;
  final @Nullable String message;
  final @Nullable String stackTrace;

  private SpanEvent(
      long nanoTime, String type, @Nullable String message, @Nullable String stackTrace) {
    this.nanoTime = nanoTime;
    this.type = type;
    this.message = message;
    this.stackTrace = stackTrace;
  }

  static SpanEvent ofException(Throwable exception, long nanoTime, SpanLimits limits) {
    String message = messageOf(exception);
    String stackTrace = StackTraceText.of(exception, limits.attributeValueLength);
    return new SpanEvent(
        nanoTime,
        limits.cut(exception.getClass().getName()),
        message == null ? null : limits.cut(message),
        stackTrace.isEmpty() ? null : limits.cut(stackTrace));
  }

  /** Without any message. */
  static SpanEvent ofBareException(Throwable exception, long nanoTime, SpanLimits limits) {
    String stackTrace = StackTraceText.withoutMessages(exception, limits.attributeValueLength);
    return new SpanEvent(
        nanoTime, limits.cut(exception.getClass().getName()), null, limits.cut(stackTrace));
  }

  private static @Nullable String messageOf(Throwable exception) {
    try {
      return exception.getMessage();
    } catch (Throwable hostile) {
      // An exception's methods are the application's code; its defects must not become the
      // request's.
      return null;
    }
  }

  long estimateWeight() {
    return 64 + Span.weigh(type) + Span.weigh(message) + Span.weigh(stackTrace);
  }
}
