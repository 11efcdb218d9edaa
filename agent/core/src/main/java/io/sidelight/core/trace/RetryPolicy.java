package io.sidelight.core.trace;

/** How often a batch is tried and how the pauses grow. Immutable. */
final class RetryPolicy {
  static final RetryPolicy DEFAULT = new RetryPolicy(5, 1_000, 30_000, 300_000);

  final int maxAttempts;
  final long firstPauseMillis;
  final long maxPauseMillis;

  /** No collector silences us longer than this with one {@code Retry-After}. */
  final long maxRetryAfterMillis;

  RetryPolicy(
      int maxAttempts, long firstPauseMillis, long maxPauseMillis, long maxRetryAfterMillis) {
    this.maxAttempts = maxAttempts;
    this.firstPauseMillis = firstPauseMillis;
    this.maxPauseMillis = maxPauseMillis;
    this.maxRetryAfterMillis = maxRetryAfterMillis;
  }
}
