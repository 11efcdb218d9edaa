package io.sidelight.core.trace;

import java.net.HttpURLConnection;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the connection of a request that takes too long. The timeouts of a connection bound a single
 * read; a collector that takes no bytes, or sends its headers one by one, would hold the export
 * thread for ever. One small thread, which begins with the first request.
 */
final class Watchdog implements Runnable {
  private final Object monitor = new Object();
  private @Nullable HttpURLConnection guarded;
  private long deadlineNanos;

  /** When the thread looks again by itself, while it does. */
  private long wakesNanos;

  private boolean asleep;
  private boolean started;
  private boolean stopped;

  /** Gives {@code connection} the time until {@link #release()}. */
  void guard(HttpURLConnection connection, int timeoutMillis) {
    synchronized (monitor) {
      guarded = connection;
      deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
      if (!started) {
        started = true;
        Thread thread = new Thread(null, this, "sidelight-export-watchdog");
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
      }
      // One request after the other, as usual: the thread looks soon enough and is not woken for
      // each, which with a single core would interrupt the application's work.
      if (asleep || deadlineNanos - wakesNanos < 0) {
        monitor.notifyAll();
      }
    }
  }

  /** Whether the connection has not been cut. */
  boolean isIntact() {
    synchronized (monitor) {
      return guarded != null;
    }
  }

  /**
   * Ends the guard; false when the connection was cut, and whatever it yielded may be incomplete.
   */
  boolean release() {
    synchronized (monitor) {
      boolean intact = guarded != null;
      guarded = null;
      return intact;
    }
  }

  /**
   * Has the thread cut the connection in use, if any, and end. The caller does not cut it itself:
   * closing a TLS connection may wait for the write that hangs.
   */
  void stop() {
    synchronized (monitor) {
      stopped = true;
      monitor.notifyAll();
    }
  }

  @Override
  public void run() {
    for (; ; ) {
      HttpURLConnection late = awaitLate();
      if (late == null) {
        return;
      }
      try {
        late.disconnect();
      } catch (RuntimeException e) {
        // The request ends by its own timeouts then.
      }
    }
  }

  /** The next connection whose time is over, or null when the watchdog is to end. */
  private @Nullable HttpURLConnection awaitLate() {
    synchronized (monitor) {
      for (; ; ) {
        long left = deadlineNanos - System.nanoTime();
        HttpURLConnection connection = guarded;
        if (stopped || (connection != null && left <= 0)) {
          guarded = null;
          return connection;
        }
        try {
          asleep = left <= 0;
          if (asleep) {
            monitor.wait();
          } else {
            wakesNanos = deadlineNanos + 1_000_000;
            TimeUnit.NANOSECONDS.timedWait(monitor, left + 1_000_000);
          }
        } catch (InterruptedException e) {
          // Nobody has a reason to; the loop looks again.
        }
      }
    }
  }
}
