package io.sidelight.core.trace;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/**
 * Dates of HTTP (RFC 9110, section 5.6.7), in the form that is to be generated.
 *
 * <p>Apart from those who may meet one: a class that catches an exception has its class loaded when
 * it is verified. C2 compiles a handler for {@link DateTimeException} only where that class is
 * loaded, and {@code Duration.between} has one: an application that measures time with it then
 * allocates every {@code Instant} and {@code Duration} that C2 would have removed.
 */
final class HttpDate {
  private HttpDate() {}

  /** Milliseconds until then; 0 if it is over or no date. */
  static long millisUntil(String date) {
    try {
      Instant then = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
      return Math.max(0, then.toEpochMilli() - System.currentTimeMillis());
    } catch (DateTimeException e) {
      return 0;
    }
  }
}
