package io.sidelight.core.meter;

import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads of this JVM, under the names that client_java has for them. Its own collector asks
 * for every thread's state, and stops the JVM to look for deadlocks, once in each scrape. Here the
 * states are asked for during one percent of the time at most, and deadlocks, which stay, looked
 * for once a minute. Thread-safe.
 */
public final class JvmThreads {
  private static final long SHARE = 100;
  private static final long DEADLOCKS_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final ThreadMXBean threads;
  private final LongSupplier nanos;

  private int[] states = new int[Thread.State.values().length];
  private long statesUntil;
  private int deadlocked;
  private int deadlockedMonitor;
  private long deadlocksUntil;

  /**
   * @param nanos the clock, as {@link System#nanoTime()}
   */
  JvmThreads(ThreadMXBean threads, LongSupplier nanos) {
    this.threads = threads;
    this.nanos = nanos;
    long now = nanos.getAsLong();
    statesUntil = now;
    deadlocksUntil = now;
  }

  /** Touches the management of the JVM, which must not happen before the application's main. */
  public JvmThreads() {
    this(ManagementFactory.getThreadMXBean(), System::nanoTime);
  }

  /**
   * Serves the series from now on.
   *
   * @param constant labels of all of them
   */
  public void register(
      PrometheusProperties properties, PrometheusRegistry registry, Labels constant) {
    gauge(properties, constant, "jvm_threads_current", "Current thread count of a JVM")
        .callback(callback -> callback.call(threads.getThreadCount()))
        .register(registry);
    gauge(properties, constant, "jvm_threads_daemon", "Daemon thread count of a JVM")
        .callback(callback -> callback.call(threads.getDaemonThreadCount()))
        .register(registry);
    gauge(properties, constant, "jvm_threads_peak", "Peak thread count of a JVM")
        .callback(callback -> callback.call(threads.getPeakThreadCount()))
        .register(registry);
    CounterWithCallback.builder(properties)
        .name("jvm_threads_started_total")
        .help("Started thread count of a JVM")
        .constLabels(constant)
        .callback(callback -> callback.call(threads.getTotalStartedThreadCount()))
        .register(registry);
    gauge(
            properties,
            constant,
            "jvm_threads_deadlocked",
            "Threads that wait for each other's locks or monitors, as of the last minute")
        .callback(callback -> callback.call(deadlocked(false)))
        .register(registry);
    gauge(
            properties,
            constant,
            "jvm_threads_deadlocked_monitor",
            "Threads that wait for each other's monitors, as of the last minute")
        .callback(callback -> callback.call(deadlocked(true)))
        .register(registry);
    gauge(properties, constant, "jvm_threads_state", "Current count of threads by state")
        .labelNames("state")
        .callback(
            callback -> {
              int[] counts = states();
              for (Thread.State state : Thread.State.values()) {
                callback.call(counts[state.ordinal()], state.name());
              }
            })
        .register(registry);
  }

  private static GaugeWithCallback.Builder gauge(
      PrometheusProperties properties, Labels constant, String name, String help) {
    return GaugeWithCallback.builder(properties).name(name).help(help).constLabels(constant);
  }

  /** How many threads are in each state, by its ordinal. */
  synchronized int[] states() {
    long begin = nanos.getAsLong();
    if (begin - statesUntil >= 0) {
      int[] counts = new int[states.length];
      for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds(), 0)) {
        // Null: it has ended in between.
        if (thread != null) {
          counts[thread.getThreadState().ordinal()]++;
        }
      }
      states = counts;
      long end = nanos.getAsLong();
      statesUntil = end + SHARE * (end - begin);
    }
    return states;
  }

  /** How many threads wait for each other. */
  synchronized int deadlocked(boolean monitorsOnly) {
    long now = nanos.getAsLong();
    if (now - deadlocksUntil >= 0) {
      deadlocked = length(threads.findDeadlockedThreads());
      deadlockedMonitor = length(threads.findMonitorDeadlockedThreads());
      deadlocksUntil = now + DEADLOCKS_NANOS;
    }
    return monitorsOnly ? deadlockedMonitor : deadlocked;
  }

  private static int length(long @Nullable [] ids) {
    return ids == null ? 0 : ids.length;
  }
}
