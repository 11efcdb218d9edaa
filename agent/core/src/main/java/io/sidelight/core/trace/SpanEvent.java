package io.sidelight.core.trace;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Something that happened during a span, rendered to texts. Immutable. */
final class SpanEvent {
  static final String EXCEPTION = "exception";

  final long nanoTime;
  final String name;

  /** Keys and values in turn. */
  final Object[] attributes;

  SpanEvent(long nanoTime, String name, Object[] attributes) {
    this.nanoTime = nanoTime;
    this.name = name;
    this.attributes = attributes;
  }

  /**
   * The event {@code exception}, which happens now.
   *
   * @param more keys and values in turn, which go before those of the exception
   */
  static SpanEvent ofException(Throwable exception, SpanLimits limits, Object[] more) {
    String stackTrace = StackTraceText.of(exception, limits.attributeValueLength);
    return ofException(exception, messageOf(exception), stackTrace, limits, more);
  }

  /** Without any message. */
  static SpanEvent ofBareException(Throwable exception, SpanLimits limits) {
    String stackTrace = StackTraceText.withoutMessages(exception, limits.attributeValueLength);
    return ofException(exception, null, stackTrace, limits, new Object[0]);
  }

  private static SpanEvent ofException(
      Throwable exception,
      @Nullable String message,
      String stackTrace,
      SpanLimits limits,
      Object[] more) {
    Object[] pairs = Arrays.copyOf(more, more.length + 6);
    int used = add(pairs, more.length, "exception.type", exception.getClass().getName(), limits);
    used = add(pairs, used, "exception.message", message, limits);
    used = add(pairs, used, "exception.stacktrace", stackTrace, limits);
    return new SpanEvent(System.nanoTime(), EXCEPTION, Arrays.copyOf(pairs, used));
  }

  private static int add(
      Object[] pairs, int used, String key, @Nullable String value, SpanLimits limits) {
    if (value == null || (value.isEmpty() && !key.equals("exception.message"))) {
      return used;
    }
    for (int i = 0; i < used; i += 2) {
      if (pairs[i].equals(key)) {
        // The application has said it in its own words.
        return used;
      }
    }
    pairs[used] = key;
    pairs[used + 1] = limits.cut(value);
    return used + 2;
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
    return 64 + AttributeValues.weigh(name) + AttributeValues.weighPairs(attributes);
  }
}
