package io.sidelight.core.trace;

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

  static HttpAnswer of(int status, long retryAfterMillis, PartialSuccess partialSuccess) {
    return new HttpAnswer(status, null, retryAfterMillis, partialSuccess);
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
