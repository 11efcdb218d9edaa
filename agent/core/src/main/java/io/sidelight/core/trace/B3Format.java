package io.sidelight.core.trace;

import org.jspecify.annotations.Nullable;

/**
 * {@code b3} and {@code b3multi}: the headers of Zipkin, as openzipkin/b3-propagation specifies
 * them. Both are read, the single header first; one is written. As OpenTelemetry wants it, the id
 * of the caller's parent is neither used nor sent, and the debug flag is handed on.
 */
final class B3Format implements TraceFormat {
  // Lower-case, because some transports have no other.
  private static final String SINGLE = "b3";
  private static final String TRACE_ID = "x-b3-traceid";
  private static final String SPAN_ID = "x-b3-spanid";
  private static final String SAMPLED = "x-b3-sampled";
  private static final String FLAGS = "x-b3-flags";

  private static final int SPAN_LENGTH = 16;
  private static final int SHORT_TRACE = 16;
  private static final int LONG_TRACE = 32;

  private final boolean multi;

  B3Format(boolean multi) {
    this.multi = multi;
  }

  @Override
  public @Nullable SpanContext extract(Propagation.Getter headers) {
    SpanContext single = parse(headers.header(SINGLE));
    if (single != null && single.isValid()) {
      return single;
    }
    SpanContext several = extractSeveral(headers);
    return several == null || (single != null && !several.isValid()) ? single : several;
  }

  /**
   * Reads {@code {trace}-{span}[-{state}][-{parent}]}, or a state alone.
   *
   * @return null if it is neither
   */
  static @Nullable SpanContext parse(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (text.length() == 1) {
      Sampling alone = Sampling.of(text.charAt(0));
      return alone == null ? null : SpanContext.remote(0, 0, 0, alone);
    }
    int traceEnd =
        text.length() > LONG_TRACE && text.charAt(LONG_TRACE) == '-' ? LONG_TRACE : SHORT_TRACE;
    int spanEnd = traceEnd + 1 + SPAN_LENGTH;
    if (text.length() < spanEnd
        || text.charAt(traceEnd) != '-'
        || !Hex.isHex(text, 0, traceEnd)
        || !Hex.isHex(text, traceEnd + 1, spanEnd)) {
      return null;
    }
    Sampling sampling = samplingBehind(text, spanEnd);
    return sampling == null ? null : context(text, traceEnd, text, traceEnd + 1, sampling);
  }

  /** Null if what follows the ids breaks the grammar. */
  private static @Nullable Sampling samplingBehind(String text, int from) {
    int length = text.length() - from;
    if (length == 0) {
      return Sampling.DEFER;
    }
    if (text.charAt(from) != '-') {
      return null;
    }
    switch (length) {
      case 2:
        return Sampling.of(text.charAt(from + 1));
      case 1 + SPAN_LENGTH:
        return Hex.isHex(text, from + 1, text.length()) ? Sampling.DEFER : null;
      case 3 + SPAN_LENGTH:
        return text.charAt(from + 2) == '-' && Hex.isHex(text, from + 3, text.length())
            ? Sampling.of(text.charAt(from + 1))
            : null;
      default:
        return null;
    }
  }

  private static @Nullable SpanContext extractSeveral(Propagation.Getter headers) {
    Sampling sampling = sampling(headers.header(FLAGS), headers.header(SAMPLED));
    String trace = headers.header(TRACE_ID);
    String span = trace == null ? null : headers.header(SPAN_ID);
    if (trace != null
        && span != null
        && (trace.length() == LONG_TRACE || trace.length() == SHORT_TRACE)
        && span.length() == SPAN_LENGTH
        && Hex.isHex(trace, 0, trace.length())
        && Hex.isHex(span, 0, SPAN_LENGTH)) {
      SpanContext context = context(trace, trace.length(), span, 0, sampling);
      if (context != null) {
        return context;
      }
    }
    return sampling == Sampling.DEFER ? null : SpanContext.remote(0, 0, 0, sampling);
  }

  /** Debug wins; old tracers write words for the rest. */
  private static Sampling sampling(@Nullable String flags, @Nullable String sampled) {
    if ("1".equals(flags)) {
      return Sampling.DEBUG;
    }
    if ("1".equals(sampled) || "true".equals(sampled)) {
      return Sampling.ACCEPT;
    }
    return "0".equals(sampled) || "false".equals(sampled) ? Sampling.DENY : Sampling.DEFER;
  }

  /** From digits that have been checked; null if an id is zero. */
  private static @Nullable SpanContext context(
      String trace, int traceEnd, String span, int spanStart, Sampling sampling) {
    int middle = traceEnd - SHORT_TRACE;
    SpanContext context =
        SpanContext.remote(
            Hex.read(trace, 0, middle),
            Hex.read(trace, middle, traceEnd),
            Hex.read(span, spanStart, spanStart + SPAN_LENGTH),
            sampling);
    return context.isValid() ? context : null;
  }

  @Override
  public void inject(SpanContext context, Propagation.Setter headers) {
    if (!multi) {
      headers.header(SINGLE, format(context));
      return;
    }
    headers.header(TRACE_ID, context.traceId());
    headers.header(SPAN_ID, context.spanId());
    if (context.isDebug()) {
      headers.header(FLAGS, "1");
    } else if (!context.isDeferred()) {
      headers.header(SAMPLED, context.sampled ? "1" : "0");
    }
  }

  private static String format(SpanContext context) {
    int idsLength = LONG_TRACE + 1 + SPAN_LENGTH;
    char[] text = new char[context.isDeferred() ? idsLength : idsLength + 2];
    Hex.write(context.traceIdHigh, text, 0);
    Hex.write(context.traceIdLow, text, SHORT_TRACE);
    text[LONG_TRACE] = '-';
    Hex.write(context.spanId, text, LONG_TRACE + 1);
    if (text.length > idsLength) {
      text[idsLength] = '-';
      text[idsLength + 1] = context.isDebug() ? 'd' : context.sampled ? '1' : '0';
    }
    return new String(text);
  }
}
