package io.sidelight.core.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class JvmThreadsTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1000);
  private final List<String> asked = new ArrayList<>();

  /** The real one, on which each question takes a second. */
  private ThreadMXBean slow() {
    return (ThreadMXBean)
        Proxy.newProxyInstance(
            ThreadMXBean.class.getClassLoader(),
            new Class<?>[] {ThreadMXBean.class},
            (proxy, method, args) -> {
              asked.add(method.getName());
              clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
              try {
                return method.invoke(THREADS, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void asksForStatesDuringOnePercentOfTheTime() {
    JvmThreads threads = new JvmThreads(Map.of(), slow(), clock::get);
    int[] first = threads.states();
    assertEquals(List.of("getAllThreadIds", "getThreadInfo"), asked);
    assertTrue(first[Thread.State.RUNNABLE.ordinal()] > 0);
    clock.addAndGet(TimeUnit.SECONDS.toNanos(200) - 1);
    threads.states();
    assertEquals(2, asked.size());
    clock.addAndGet(1);
    threads.states();
    assertEquals(4, asked.size());
  }

  @Test
  void looksForDeadlocksOnceAMinute() {
    JvmThreads threads = new JvmThreads(Map.of(), slow(), clock::get);
    assertEquals(0, threads.deadlocked(false));
    assertEquals(0, threads.deadlocked(true));
    assertEquals(List.of("findDeadlockedThreads", "findMonitorDeadlockedThreads"), asked);
    clock.addAndGet(TimeUnit.SECONDS.toNanos(58) - 1);
    threads.deadlocked(false);
    assertEquals(2, asked.size());
    clock.addAndGet(1);
    threads.deadlocked(false);
    assertEquals(4, asked.size());
  }

  @Test
  @Timeout(30)
  void findsADeadlock() throws InterruptedException {
    ReentrantLock first = new ReentrantLock();
    ReentrantLock second = new ReentrantLock();
    CountDownLatch bothHold = new CountDownLatch(2);
    Thread one = holder(first, second, bothHold);
    Thread two = holder(second, first, bothHold);
    try {
      while (THREADS.findDeadlockedThreads() == null) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      }
      JvmThreads threads = new JvmThreads(Map.of());
      assertEquals(2, threads.deadlocked(false));
      assertEquals(0, threads.deadlocked(true));
    } finally {
      one.interrupt();
      two.interrupt();
      one.join();
      two.join();
    }
  }

  private static Thread holder(ReentrantLock holds, ReentrantLock wants, CountDownLatch both) {
    Thread thread =
        new Thread(
            () -> {
              holds.lock();
              both.countDown();
              try {
                both.await();
                wants.lockInterruptibly();
                wants.unlock();
              } catch (InterruptedException e) {
                // The test is over.
              } finally {
                holds.unlock();
              }
            });
    thread.start();
    return thread;
  }
}
