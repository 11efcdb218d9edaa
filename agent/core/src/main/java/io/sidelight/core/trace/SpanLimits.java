package io.sidelight.core.trace;

/**
 * How much one span may hold. What exceeds a limit is left out and counted on the span, or cut when
 * it is a text. Values are brought into the range in which a span's memory stays bounded.
 * Immutable.
 */
public final class SpanLimits {
  private static final int MAX_COUNT = 10_000;
  private static final int MAX_TEXT = 1 << 20;

  /** {@code OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT}. */
  public final int attributeCount;

  /**
   * {@code OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT}, in UTF-16 units; names and stack traces obey it
   * too.
   */
  public final int attributeValueLength;

  /** {@code OTEL_SPAN_EVENT_COUNT_LIMIT}. */
  public final int eventCount;

  /** {@code OTEL_SPAN_LINK_COUNT_LIMIT}. */
  public final int linkCount;

  public SpanLimits(int attributeCount, int attributeValueLength, int eventCount, int linkCount) {
    this.attributeCount = clamp(attributeCount, MAX_COUNT);
    this.attributeValueLength = clamp(attributeValueLength, MAX_TEXT);
    this.eventCount = clamp(eventCount, MAX_COUNT);
    this.linkCount = clamp(linkCount, MAX_COUNT);
  }

  /**
   * 128 attributes, events and links, as the specification has it, and texts of 16 Ki characters.
   */
  public static SpanLimits defaults() {
    return new SpanLimits(128, 16 * 1024, 128, 128);
  }

  private static int clamp(int value, int max) {
    return Math.max(0, Math.min(value, max));
  }

  /** {@code text}, cut to the limit without splitting a surrogate pair. */
  String cut(String text) {
    if (text.length() <= attributeValueLength) {
      return text;
    }
    int end = attributeValueLength;
    if (end > 0
        && Character.isHighSurrogate(text.charAt(end - 1))
        && Character.isLowSurrogate(text.charAt(end))) {
      end--;
    }
    return text.substring(0, end);
  }
}
