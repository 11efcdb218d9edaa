package io.sidelight.core.sidecar;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * At most a few daemon threads, none while nobody asks. When all are busy the server's own thread
 * waits its turn by answering itself, so that scrapers can slow only each other.
 */
final class SidecarThreads implements Executor, ThreadFactory {
  private static final int MOST = 3;

  private final AtomicInteger made = new AtomicInteger();
  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(0, MOST, 60, TimeUnit.SECONDS, new SynchronousQueue<Runnable>(), this);

  private volatile boolean named;

  @Override
  public void execute(Runnable exchange) {
    if (!named) {
      // The JDK's server names its thread as it likes, and calls this on it.
      named = true;
      Thread.currentThread().setName("sidelight-http");
    }
    try {
      pool.execute(exchange);
    } catch (RejectedExecutionException e) {
      exchange.run();
    }
  }

  @Override
  public Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "sidelight-http-" + made.incrementAndGet());
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }
}
