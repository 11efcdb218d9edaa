package io.sidelight.core.trace;

/**
 * Boxes for numbers that come again and again: status codes, ports, batch sizes. Without it each
 * costs 16 bytes per span. Each number has one place, which the last number that fell there
 * occupies; threads may race for a place, since a box is immutable and any box of the right number
 * will do.
 */
final class LongBoxes {
  private static final int PLACES = 512;
  private static final Long[] BOXES = new Long[PLACES];

  private LongBoxes() {}

  static Long box(long value) {
    int place = (int) (value ^ value >>> 9 ^ value >>> 32) & PLACES - 1;
    Long known = BOXES[place];
    if (known != null && known.longValue() == value) {
      return known;
    }
    Long fresh = Long.valueOf(value);
    BOXES[place] = fresh;
    return fresh;
  }
}
