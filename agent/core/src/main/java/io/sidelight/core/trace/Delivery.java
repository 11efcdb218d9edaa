package io.sidelight.core.trace;

import java.io.IOException;

/**
 * Brings one batch after the other to the collector, or counts why not. For use by the export
 * thread only.
 */
final class Delivery {
  private final Transport transport;
  private final RetryPolicy policy;
  private final Backoff backoff;
  private final CollectorHealth health;
  private final ExportCounters counters;
  private final Closing closing;
  private final int timeoutMillis;
  private final boolean gzip;

  Delivery(
      Transport transport,
      RetryPolicy policy,
      CollectorHealth health,
      ExportCounters counters,
      Closing closing,
      OtlpSettings settings) {
    this.transport = transport;
    this.policy = policy;
    this.backoff = new Backoff(policy);
    this.health = health;
    this.counters = counters;
    this.closing = closing;
    this.timeoutMillis = settings.timeoutMillis;
    this.gzip = settings.gzip;
  }

  /** Returns when the spans are counted, as exported or as dropped. */
  void deliver(ProtoWriter request, int spans) throws IOException {
    RequestBody body = RequestBody.of(request, gzip);
    for (int attempt = 1; ; attempt++) {
      closing.pause(backoff.pauseNanos());
      if (closing.isOutOfTime()) {
        counters.countDropped(DropReason.SHUTDOWN, spans);
        return;
      }
      // A try that began before the end was requested is not the last one.
      boolean last = closing.isRequested() || attempt >= policy.maxAttempts;
      HttpAnswer answer = transport.post(body, closing.limit(timeoutMillis));
      if (!answer.isWorthRetrying()) {
        backoff.succeeded();
        settle(answer, spans);
        return;
      }
      backoff.failed(answer.retryAfterMillis);
      health.attemptFailed(answer);
      if (closing.isOutOfTime()) {
        counters.countDropped(DropReason.SHUTDOWN, spans);
        return;
      }
      if (last) {
        health.batchLost(answer);
        counters.countDropped(DropReason.EXPORT_FAILED, spans);
        return;
      }
    }
  }

  private void settle(HttpAnswer answer, int spans) {
    // Counting comes last: whoever sees the count may rely on the log.
    if (!answer.isDelivered()) {
      health.refused(answer);
      counters.countDropped(DropReason.REJECTED, spans);
      return;
    }
    health.delivered(answer.partialSuccess);
    long rejected = Math.min(spans, answer.partialSuccess.rejectedSpans);
    counters.countDropped(DropReason.REJECTED, rejected);
    counters.countExported(spans - rejected);
  }
}
