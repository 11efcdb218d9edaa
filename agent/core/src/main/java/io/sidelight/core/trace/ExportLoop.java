package io.sidelight.core.trace;

import java.util.concurrent.TimeUnit;

/**
 * What the export thread does: wait until a batch is full or its time has come, encode it, have it
 * delivered, make its room in the queue available again.
 */
final class ExportLoop {
  /**
   * Keeps a request far below the 20 MiB that collectors are advised to accept, whatever the spans
   * hold.
   */
  private static final long MAX_BATCH_BYTES = 1 << 20;

  /**
   * So many spans are encoded before other threads get their turn. A whole batch takes half a
   * millisecond or more, for which a scheduler lets the thread of a request wait that shares the
   * core.
   */
  private static final int TURN = 16;

  private final SpanQueue queue;
  private final SpanBacklog backlog;
  private final SpanEncoder encoder;
  private final Delivery delivery;
  private final ExportCounters counters;
  private final Closing closing;
  private final FlushRequests flushes;
  private final ExportLog log;
  private final int batchSize;
  private final long delayNanos;
  private boolean failureReported;

  ExportLoop(
      OtlpSettings settings,
      SpanQueue queue,
      SpanEncoder encoder,
      Delivery delivery,
      ExportCounters counters,
      Closing closing,
      FlushRequests flushes,
      ExportLog log) {
    this.queue = queue;
    this.backlog = new SpanBacklog(queue);
    this.encoder = encoder;
    this.delivery = delivery;
    this.counters = counters;
    this.closing = closing;
    this.flushes = flushes;
    this.log = log;
    this.batchSize = settings.batchSize;
    this.delayNanos = TimeUnit.MILLISECONDS.toNanos(settings.batchDelayMillis);
  }

  /**
   * Returns when closing was requested and all is sent, or its time is over; the rest stays in the
   * backlog.
   */
  void run() {
    long due = System.nanoTime() + delayNanos;
    for (; ; ) {
      boolean last = closing.isRequested();
      long flush = flushes.latest();
      boolean everything = last || flushes.isPending() || System.nanoTime() - due >= 0;
      send(everything);
      if (last) {
        return;
      }
      if (everything) {
        flushes.done(flush);
        due = System.nanoTime() + delayNanos;
      }
      if (!hasWork()) {
        closing.parkNanos(due - System.nanoTime());
      }
    }
  }

  /**
   * Looked at before parking, since a wake-up may have been used up by a lock inside the JDK's HTTP
   * client.
   */
  private boolean hasWork() {
    return closing.isRequested() || flushes.isPending() || queue.isBatchWaiting();
  }

  private void send(boolean everything) {
    // What comes after the wish for everything is not part of it, or there might be no end.
    backlog.mayTake(everything ? 1 : Integer.MAX_VALUE);
    while ((everything || isBatchFull()) && backlog.hasNext() && !closing.isOutOfTime()) {
      sendBatch();
    }
  }

  private boolean isBatchFull() {
    return queue.count() >= batchSize || queue.bytes() >= MAX_BATCH_BYTES;
  }

  private void sendBatch() {
    int count = 0;
    long bytes = 0;
    try {
      encoder.begin();
      do {
        Span span = backlog.next();
        count++;
        bytes += span.weight();
        encoder.add(span);
        if (count % TURN == 0) {
          giveWay();
        }
      } while (count < batchSize && bytes < MAX_BATCH_BYTES && backlog.hasNext());
      delivery.deliver(encoder.end(), count);
    } catch (Throwable e) {
      // Nothing is known that leads here; the thread must outlive it all the same.
      counters.countDropped(DropReason.EXPORT_FAILED, count);
      if (!failureReported) {
        failureReported = true;
        log.warn("a batch of spans was dropped: " + Texts.printable(e.toString()));
      }
    } finally {
      queue.release(count, bytes);
    }
  }

  /** Not where spans come faster than they are sent, nor where somebody waits for the end. */
  private void giveWay() {
    if (queue.isUnhurried() && !closing.isRequested() && !flushes.isPending()) {
      Thread.yield();
    }
  }

  /** Drops what the loop has left unsent. */
  void dropRest(DropReason reason) {
    backlog.mayTake(0);
    counters.countDropped(reason, backlog.drop());
  }
}
