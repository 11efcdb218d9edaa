package io.sidelight.core.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What the application's threads do for every request, query and message allocates nothing. */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Meters meters =
      new Meters(new MeterSettings(3, Naming.CLASSIC, "", java.util.Map.of()));
  private final String[] methods = {"GET", "POST", "PUT"};

  @Test
  void recordingInAKnownSeries() {
    assertAllocatesNothing(
        i -> {
          String method = methods[i % 3];
          meters.httpServerActive.series(method, "http").increment();
          meters.httpServerDuration.series(method, "/tasks", "200", "", "http").record(i * 1000L);
          meters.httpServerActive.series(method, "http").decrement();
          meters.webSocketServer.messageSize.series("/events", "inbound", "text").record(i);
          meters.webSocketServer.opened.series("/events").increment();
        });
  }

  @Test
  void recordingWithATrace() {
    assertAllocatesNothing(i -> meters.redisDuration.series("GET", "").record(i % 1000, 1L, i, i));
  }

  @Test
  void recordingBeyondTheCap() {
    String[] routes = {"/a", "/b", "/c", "/d", "/e"};
    assertAllocatesNothing(
        i -> meters.webSocketServer.errors.series(routes[i % 5], "Error").increment());
  }

  private interface Step {
    void run(int i);
  }

  private static void assertAllocatesNothing(Step step) {
    repeat(step, 50_000);
    // The virtual machine may charge the thread for compiling; that happens in one round at most.
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      repeat(step, 50_000);
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least, "bytes in 50,000 steps");
  }

  private static void repeat(Step step, int times) {
    for (int i = 0; i < times; i++) {
      step.run(i);
    }
  }
}
