package io.sidelight.core.trace;

import java.net.MalformedURLException;
import java.net.URL;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends ended spans to a collector by OTLP over HTTP/protobuf, from a daemon thread {@code
 * sidelight-export}.
 *
 * <p>Every span given to {@link #accept} is counted exactly once: as exported, or as dropped for a
 * {@link DropReason}. Nothing here throws, blocks an application thread, or uses more memory than
 * the settings say, whatever the collector does. Spans may be given before {@link #start()}; they
 * wait. No network class is touched before the first batch is sent. Safe for use by many threads.
 */
public final class OtlpExporter implements SpanSink {
  private final OtlpSettings settings;
  private final Resource resource;
  private final String scopeName;
  private final String scopeVersion;
  private final ExportLog log;
  private final RetryPolicy retries;
  private final SpanQueue queue;
  private final ExportCounters counters = new ExportCounters();
  private final Closing closing = new Closing();
  private final FlushRequests flushes = new FlushRequests();

  /** Why spans are refused from now on, or null. */
  private volatile @Nullable DropReason refusal;

  /**
   * Why spans that are still in the queue are dropped, once nobody takes them any more; or null.
   */
  private volatile @Nullable DropReason terminated;

  private volatile @Nullable Thread thread;
  private volatile @Nullable Transport transport;

  public OtlpExporter(
      OtlpSettings settings,
      Resource resource,
      String scopeName,
      String scopeVersion,
      ExportLog log) {
    this(settings, resource, scopeName, scopeVersion, log, RetryPolicy.DEFAULT);
  }

  OtlpExporter(
      OtlpSettings settings,
      Resource resource,
      String scopeName,
      String scopeVersion,
      ExportLog log,
      RetryPolicy retries) {
    this.settings = settings;
    this.resource = resource;
    this.scopeName = scopeName;
    this.scopeVersion = scopeVersion;
    this.log = new SafeLog(log);
    this.retries = retries;
    this.queue = new SpanQueue(settings.queueBytes, settings.batchSize);
  }

  /**
   * Begins to export. An endpoint that is no usable URL is named in one warning, and all spans are
   * dropped.
   */
  public synchronized void start() {
    if (thread != null || closing.isRequested()) {
      return;
    }
    Thread fresh = new Thread(null, new Export(), "sidelight-export");
    fresh.setDaemon(true);
    // An application's loader here would keep an undeployed application in memory.
    fresh.setContextClassLoader(null);
    thread = fresh;
    try {
      fresh.start();
    } catch (Throwable e) {
      terminate(DropReason.EXPORT_FAILED);
      log.warn("spans are not exported, no thread could be started: " + e);
    }
  }

  @Override
  public void accept(Span ended) {
    DropReason refused = refusal;
    if (refused != null) {
      counters.countDropped(refused, 1);
      return;
    }
    int outcome = queue.offer(ended);
    if (outcome == SpanQueue.REFUSED) {
      counters.countDropped(DropReason.QUEUE_FULL, 1);
      return;
    }
    // Looked at after the offer: either the last sweep has seen this span, or this thread sees that
    // there was one.
    DropReason over = terminated;
    if (over != null) {
      sweep(over);
    } else if (outcome == SpanQueue.ACCEPTED_WAKE) {
      LockSupport.unpark(thread);
    }
  }

  /**
   * Waits until all spans ended before the call were sent or dropped, but not longer than the given
   * time.
   *
   * @return whether they were
   */
  public boolean flush(long timeoutMillis) {
    Thread exporting = thread;
    if (exporting == null) {
      return false;
    }
    long request = flushes.request();
    LockSupport.unpark(exporting);
    try {
      return flushes.await(request, timeoutMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Sends what is there and ends. Spans ended from now on are dropped; so is what cannot be sent in
   * the given time, and this method does not take longer.
   */
  public void close(long timeoutMillis) {
    Thread exporting;
    synchronized (this) {
      refusal = refusal == null ? DropReason.SHUTDOWN : refusal;
      closing.request(timeoutMillis);
      exporting = thread;
      if (exporting == null) {
        terminate(DropReason.SHUTDOWN);
        return;
      }
    }
    LockSupport.unpark(exporting);
    try {
      TimeUnit.MILLISECONDS.timedJoin(exporting, timeoutMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (exporting.isAlive()) {
      stopTransport();
    }
  }

  private void stopTransport() {
    Transport used = transport;
    if (used != null) {
      used.stop();
    }
  }

  /** Spans that the collector has accepted. */
  public long exported() {
    return counters.exported();
  }

  /** Spans that were dropped for the given reason. */
  public long dropped(DropReason reason) {
    return counters.dropped(reason);
  }

  /** Spans that wait for being sent, or are being sent. */
  public int queued() {
    return queue.count();
  }

  /** The estimated bytes of those, never more than the settings allow. */
  public long queuedBytes() {
    return queue.bytes();
  }

  private void terminate(DropReason reason) {
    refusal = refusal == null ? reason : refusal;
    terminated = reason;
    sweep(reason);
    flushes.end();
  }

  /** Any thread may do this at any time after the end: taking all spans is atomic. */
  private void sweep(DropReason reason) {
    SpanBacklog rest = new SpanBacklog(queue);
    rest.mayTake(1);
    counters.countDropped(reason, rest.drop());
  }

  private final class Export implements Runnable {
    @Override
    public void run() {
      DropReason reason = DropReason.SHUTDOWN;
      try {
        export();
      } catch (MalformedURLException e) {
        reason = DropReason.EXPORT_FAILED;
        log.warn(
            "spans are not exported, the endpoint '"
                + Endpoint.redact(settings.endpoint)
                + "' is not usable: "
                + Texts.printable(String.valueOf(e.getMessage())));
      } catch (Throwable e) {
        reason = DropReason.EXPORT_FAILED;
        log.warn("spans are no longer exported: " + Texts.printable(e.toString()));
      } finally {
        terminate(reason);
        stopTransport();
      }
    }

    private void export() throws MalformedURLException {
      URL url = Endpoint.parse(settings.endpoint);
      Map<String, String> headers =
          RequestHeaders.of(settings, scopeName + "/" + scopeVersion, log);
      Transport used =
          SocketTransport.fits(url)
              ? new SocketTransport(url, headers)
              : new UrlTransport(url, headers);
      transport = used;
      Delivery delivery =
          new Delivery(
              used,
              retries,
              new CollectorHealth(Endpoint.describe(url), log),
              counters,
              closing,
              settings);
      SpanEncoder encoder = new SpanEncoder(resource, scopeName, scopeVersion, new WallClock());
      ExportLoop loop =
          new ExportLoop(settings, queue, encoder, delivery, counters, closing, flushes, log);
      try {
        loop.run();
      } finally {
        loop.dropRest(DropReason.SHUTDOWN);
      }
    }
  }

  /** A log that throws must not end the thread. */
  private static final class SafeLog implements ExportLog {
    private final ExportLog target;

    SafeLog(ExportLog target) {
      this.target = target;
    }

    @Override
    public void info(String message) {
      try {
        target.info(message);
      } catch (RuntimeException e) {
        // There is no other place to say it.
      }
    }

    @Override
    public void warn(String message) {
      try {
        target.warn(message);
      } catch (RuntimeException e) {
        // There is no other place to say it.
      }
    }
  }
}
