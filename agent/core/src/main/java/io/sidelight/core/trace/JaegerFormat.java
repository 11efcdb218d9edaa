package io.sidelight.core.trace;

import org.jspecify.annotations.Nullable;

/**
 * {@code jaeger}: the header {@code uber-trace-id} of Jaeger's own clients, {@code
 * {trace}:{span}:{parent}:{flags}}. Ids may be written without leading zeros; some clients encode
 * the colons for URLs. The parent is neither used nor sent.
 */
final class JaegerFormat implements TraceFormat {
  private static final String NAME = "uber-trace-id";
  private static final int SAMPLED = 1;
  private static final int DEBUG = 2;
  private static final int ID_LENGTH = 16;
  private static final int LENGTH = 2 * ID_LENGTH + 1 + ID_LENGTH + ":0:00".length();

  @Override
  public @Nullable SpanContext extract(Propagation.Getter headers) {
    return parse(headers.header(NAME));
  }

  static @Nullable SpanContext parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    int traceEnd = idEnd(text, 0, 2 * ID_LENGTH);
    int span = behindColon(text, traceEnd);
    int spanEnd = idEnd(text, span, ID_LENGTH);
    int parent = behindColon(text, spanEnd);
    int parentEnd = idEnd(text, parent, ID_LENGTH);
    int flags = behindColon(text, parentEnd);
    int flagsEnd = idEnd(text, flags, 2);
    if (flagsEnd != text.length()) {
      return null;
    }
    int middle = Math.max(0, traceEnd - ID_LENGTH);
    long bits = Hex.read(text, flags, flagsEnd);
    SpanContext context =
        SpanContext.remote(
            Hex.read(text, 0, middle),
            Hex.read(text, middle, traceEnd),
            Hex.read(text, span, spanEnd),
            (bits & DEBUG) != 0
                ? Sampling.DEBUG
                : (bits & SAMPLED) != 0 ? Sampling.ACCEPT : Sampling.DENY);
    return context.isValid() ? context : null;
  }

  /** Where the digits end that begin at {@code from}; -1 if there are none, or too many. */
  private static int idEnd(String text, int from, int most) {
    if (from < 0) {
      return -1;
    }
    int end = from;
    while (end < text.length() && end - from <= most && Hex.digit(text.charAt(end)) >= 0) {
      end++;
    }
    return end == from || end - from > most ? -1 : end;
  }

  /** What follows a colon at {@code at}, plain or encoded; -1 if there is none. */
  private static int behindColon(String text, int at) {
    if (at < 0 || at >= text.length()) {
      return -1;
    }
    if (text.charAt(at) == ':') {
      return at + 1;
    }
    return text.regionMatches(true, at, "%3a", 0, 3) ? at + 3 : -1;
  }

  @Override
  public void inject(SpanContext context, Propagation.Setter headers) {
    char[] text = new char[LENGTH];
    Hex.write(context.traceIdHigh, text, 0);
    Hex.write(context.traceIdLow, text, ID_LENGTH);
    text[2 * ID_LENGTH] = ':';
    Hex.write(context.spanId, text, 2 * ID_LENGTH + 1);
    int at = 3 * ID_LENGTH + 1;
    text[at] = ':';
    text[at + 1] = '0';
    text[at + 2] = ':';
    text[at + 3] = '0';
    text[at + 4] = context.isDebug() ? '3' : context.sampled ? '1' : '0';
    headers.header(NAME, new String(text));
  }
}
