package io.sidelight.core.trace;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What became of one request: the collector's answer, or why there was none. Immutable. */
final class HttpAnswer {
  private final int status;
  private final @Nullable String failure;

  /** How long the collector asks to be left alone, or 0. */
  final long retryAfterMillis;

  final PartialSuccess partialSuccess;

  private HttpAnswer(
      int status, @Nullable String failure, long retryAfterMillis, PartialSuccess partialSuccess) {
    this.status = status;
    this.failure = failure;
    this.retryAfterMillis = retryAfterMillis;
    this.partialSuccess = partialSuccess;
  }

  /**
   * An answer.
   *
   * @param retryAfter both forms of the field: seconds, or a date
   * @param body whose first {@code length} bytes were read
   */
  static HttpAnswer of(
      int status,
      @Nullable String contentType,
      @Nullable String retryAfter,
      byte[] body,
      int length) {
    boolean isMessage =
        status == 200 && contentType != null && contentType.startsWith(RequestHeaders.PROTOBUF);
    PartialSuccess partial = isMessage ? PartialSuccess.parse(body, length) : PartialSuccess.NONE;
    return new HttpAnswer(status, null, retryAfter == null ? 0 : millis(retryAfter), partial);
  }

  /** An answer of which nothing else is known. */
  static HttpAnswer of(int status) {
    return new HttpAnswer(status, null, 0, PartialSuccess.NONE);
  }

  private static long millis(String retryAfter) {
    try {
      return TimeUnit.SECONDS.toMillis(Math.max(0, Long.parseLong(retryAfter.trim())));
    } catch (NumberFormatException e) {
      return HttpDate.millisUntil(retryAfter.trim());
    }
  }

  static HttpAnswer none(Exception failure) {
    return new HttpAnswer(0, failure.toString(), 0, PartialSuccess.NONE);
  }

  int status() {
    return status;
  }

  boolean isDelivered() {
    return status >= 200 && status < 300;
  }

  /** The four codes that OTLP/HTTP calls retryable, and requests that got no answer at all. */
  boolean isWorthRetrying() {
    return failure != null || status == 429 || status == 502 || status == 503 || status == 504;
  }

  /** For a log. */
  String describe() {
    return failure != null ? Texts.printable(failure) : "HTTP status " + status;
  }
}
