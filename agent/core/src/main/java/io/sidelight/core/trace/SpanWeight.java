package io.sidelight.core.trace;

/**
 * What a span weighs, and how that is kept in the upper bits of its state: a field of its own would
 * cost each span eight bytes.
 */
final class SpanWeight {
  /** The bits below are the state's own. */
  private static final int SHIFT = 7;

  /** Bytes that a weight is counted in. */
  private static final int UNIT = 16;

  private static final int MOST_UNITS = (1 << (Integer.SIZE - 1 - SHIFT)) - 1;

  /** Bytes of the object itself and of its array, rounded up. */
  private static final int OWN_BYTES = 104;

  private SpanWeight() {}

  /** The bytes that a span keeps alive, rather too many than too few. */
  static long of(Span span) {
    long bytes = OWN_BYTES + AttributeValues.weigh(span.name()) + span.estimateCarriedWeight();
    Object[] slots = span.attributes();
    if (slots != null) {
      bytes += AttributeValues.weighSlots(slots, span.attributeCount());
    }
    SpanTemplate template = span.template();
    if (template != null) {
      bytes += template.weight;
    }
    SpanDetails details = span.ifDetails();
    if (details != null) {
      bytes += details.estimateWeight();
    }
    return bytes;
  }

  /** A state with this weight instead of what it had. */
  static int into(int state, long bytes) {
    long units = Math.min((bytes + UNIT - 1) / UNIT, MOST_UNITS);
    return (state & ((1 << SHIFT) - 1)) | (int) units << SHIFT;
  }

  /** The bytes that a state says. */
  static int from(int state) {
    return (state >>> SHIFT) * UNIT;
  }
}
