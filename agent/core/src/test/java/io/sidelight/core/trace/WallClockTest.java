package io.sidelight.core.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WallClockTest {
  private static final class Adjustable extends WallClock {
    long nano = Long.MAX_VALUE - 10;
    long wall = 1_700_000_000_000_000_000L;

    @Override
    long nanoTime() {
      return nano;
    }

    @Override
    long wallNanos() {
      return wall;
    }
  }

  @Test
  void nanoTimeMayWrapAround() {
    Adjustable clock = new Adjustable();
    clock.adjust();
    assertEquals(clock.wall + 100, clock.epochNanos(clock.nano + 100));
    assertEquals(clock.wall - 100, clock.epochNanos(clock.nano - 100));
  }

  @Test
  void smallDifferencesLeaveTracesTogetherAndLargeOnesAreFollowed() {
    Adjustable clock = new Adjustable();
    clock.adjust();
    long wall = clock.wall;
    clock.wall += WallClock.TOLERANCE_NANOS;
    clock.adjust();
    assertEquals(wall, clock.epochNanos(clock.nano));
    clock.wall += 1;
    clock.adjust();
    assertEquals(clock.wall, clock.epochNanos(clock.nano));
    clock.wall -= 3_600_000_000_000L;
    clock.adjust();
    assertEquals(clock.wall, clock.epochNanos(clock.nano));
  }

  @Test
  void theRealClockTellsTheTime() {
    WallClock clock = new WallClock();
    clock.adjust();
    long before = System.currentTimeMillis();
    long millis = clock.epochNanos(System.nanoTime()) / 1_000_000;
    assertTrue(Math.abs(millis - before) < 1_000, () -> millis + " at " + before);
  }
}
