package io.sidelight.core.meter;

/** A recorded value and the span it was recorded in. */
final class TraceMark {
  final long units;
  private final long traceIdHigh;
  private final long traceIdLow;
  private final long spanId;
  final long epochMillis;

  TraceMark(long units, long traceIdHigh, long traceIdLow, long spanId, long epochMillis) {
    this.units = units;
    this.traceIdHigh = traceIdHigh;
    this.traceIdLow = traceIdLow;
    this.spanId = spanId;
    this.epochMillis = epochMillis;
  }

  String traceId() {
    return hex(traceIdHigh) + hex(traceIdLow);
  }

  String spanId() {
    return hex(spanId);
  }

  private static String hex(long bits) {
    char[] digits = new char[16];
    for (int i = 0; i < 16; i++) {
      digits[i] = Character.forDigit((int) (bits >>> (60 - 4 * i)) & 0xf, 16);
    }
    return new String(digits);
  }
}
