package io.sidelight.core.trace;

import org.jspecify.annotations.Nullable;

/**
 * The {@code traceparent} and {@code tracestate} headers of W3C Trace Context level 1. Reading
 * never throws, whatever a caller sends: what is not valid is no context, and the trace starts
 * anew.
 */
public final class TraceParent {
  private static final int LENGTH = 55;

  private TraceParent() {}

  /**
   * The remote context the headers carry, or null. Versions above 00 are read by the rules of
   * version 00 and may be longer; version ff is refused, and so are ids of zero and upper-case
   * digits. A {@code tracestate} that breaks the grammar is left out and does not affect the rest.
   */
  public static @Nullable SpanContext parse(
      @Nullable String traceparent, @Nullable String tracestate) {
    if (traceparent == null || !isWellFormed(traceparent)) {
      return null;
    }
    long high = Hex.read(traceparent, 3, 19);
    long low = Hex.read(traceparent, 19, 35);
    long spanId = Hex.read(traceparent, 36, 52);
    boolean sampled = (Hex.read(traceparent, 53, 55) & 1) != 0;
    if ((high | low) == 0 || spanId == 0) {
      return null;
    }
    return SpanContext.remote(high, low, spanId, sampled, TraceState.clean(tracestate));
  }

  private static boolean isWellFormed(String text) {
    int length = text.length();
    if (length < LENGTH
        || text.charAt(2) != '-'
        || text.charAt(35) != '-'
        || text.charAt(52) != '-') {
      return false;
    }
    if (!Hex.isHex(text, 0, 2)
        || !Hex.isHex(text, 3, 35)
        || !Hex.isHex(text, 36, 52)
        || !Hex.isHex(text, 53, 55)) {
      return false;
    }
    long version = Hex.read(text, 0, 2);
    if (version == 0xff) {
      return false;
    }
    return length == LENGTH || (version != 0 && text.charAt(LENGTH) == '-');
  }

  /** The {@code traceparent} that makes {@code context} the parent of what its receiver does. */
  public static String format(SpanContext context) {
    char[] text = new char[LENGTH];
    text[0] = '0';
    text[1] = '0';
    text[2] = '-';
    Hex.write(context.traceIdHigh, text, 3);
    Hex.write(context.traceIdLow, text, 19);
    text[35] = '-';
    Hex.write(context.spanId, text, 36);
    text[52] = '-';
    text[53] = '0';
    text[54] = context.sampled ? '1' : '0';
    return new String(text);
  }
}
