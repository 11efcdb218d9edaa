package io.sidelight.core.meter;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads of this JVM. To ask for every thread's state, and to stop the JVM and look for
 * deadlocks, in each scrape, as client_java does, is too much: the states are asked for during one
 * percent of the time at most, and deadlocks, which stay, looked for once a minute.
 */
final class JvmThreads extends JvmPart {
  /** The ordinals of states, by the names in their order. */
  private static final Map<String, Integer> STATES = new TreeMap<>();

  static {
    for (Thread.State state : Thread.State.values()) {
      STATES.put(state.name(), state.ordinal());
    }
  }

  private static final long SHARE = 100;
  private static final long DEADLOCKS_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final ThreadMXBean threads;
  private final LongSupplier nanos;

  private int[] states = new int[Thread.State.values().length];
  private long statesUntil;
  private int deadlocked;
  private int deadlockedMonitor;
  private long deadlocksUntil;

  private final JvmFamily current;
  private final JvmFamily daemon;
  private final JvmFamily peak;
  private final JvmFamily started;
  private final JvmFamily inDeadlock;
  private final JvmFamily inMonitorDeadlock;
  private final JvmFamily byState;

  JvmThreads(Map<String, String> constants) {
    this(constants, ManagementFactory.getThreadMXBean(), System::nanoTime);
  }

  /**
   * @param nanos the clock, as {@link System#nanoTime()}
   */
  JvmThreads(Map<String, String> constants, ThreadMXBean threads, LongSupplier nanos) {
    super(constants);
    this.threads = threads;
    this.nanos = nanos;
    long now = nanos.getAsLong();
    statesUntil = now;
    deadlocksUntil = now;
    current = gauge("jvm_threads_current", "Threads that live.");
    daemon = gauge("jvm_threads_daemon", "Threads that the JVM does not wait for when it ends.");
    peak = gauge("jvm_threads_peak", "The most threads that lived at one time.");
    started = counter("jvm_threads_started", "Threads that have been started.");
    inDeadlock =
        gauge(
            "jvm_threads_deadlocked",
            "Threads that wait for each other's locks or monitors, as of the last minute.");
    inMonitorDeadlock =
        gauge(
            "jvm_threads_deadlocked_monitor",
            "Threads that wait for each other's monitors, as of the last minute.");
    byState = gauge("jvm_threads_state", "Threads by their state.", "state");
    byState.rows(STATES.keySet());
  }

  @Override
  void read() {
    current.set(threads.getThreadCount());
    daemon.set(threads.getDaemonThreadCount());
    peak.set(threads.getPeakThreadCount());
    started.set(threads.getTotalStartedThreadCount());
    inDeadlock.set(deadlocked(false));
    inMonitorDeadlock.set(deadlocked(true));
    int[] counts = states();
    int row = 0;
    for (int state : STATES.values()) {
      byState.set(row++, counts[state]);
    }
  }

  /** How many threads are in each state, by its ordinal. */
  int[] states() {
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
  int deadlocked(boolean monitorsOnly) {
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
