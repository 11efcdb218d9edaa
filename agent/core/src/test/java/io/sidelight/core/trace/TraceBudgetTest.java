package io.sidelight.core.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TraceBudgetTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void allowsSoManyInEachSecond() {
    TraceBudget budget = new TraceBudget(3);
    // The clock may be negative, and a second may begin anywhere.
    long begin = -SECOND;
    long first = LongStream.range(0, 10).filter(i -> budget.take(begin + i)).count();
    assertEquals(3, first);
    assertFalse(budget.take(begin + SECOND - 1));
    assertTrue(budget.take(begin + SECOND));
  }

  @Test
  void whoComesLateDoesNotBeginASecondAgain() {
    TraceBudget budget = new TraceBudget(2);
    assertTrue(budget.take(SECOND));
    assertTrue(budget.take(2 * SECOND));
    assertTrue(budget.take(2 * SECOND - 1), "counts for the second that has begun");
    assertFalse(budget.take(2 * SECOND - 1));
    assertFalse(budget.take(2 * SECOND + 1));
    assertTrue(budget.take(3 * SECOND));
  }

  @Test
  void isExactWhereThreadsMeet() {
    TraceBudget budget = new TraceBudget(20);
    int seconds = 200;
    // In an order that lets some be seconds behind others.
    long taken =
        LongStream.range(0, seconds * 1000L)
            .parallel()
            .filter(i -> budget.take((i / 1000 + (i % 3)) * SECOND))
            .count();
    assertTrue(taken >= 20 && taken <= (seconds + 2) * 20L, taken + " taken");
  }

  @Test
  void allowsAllWithoutALimit() {
    TraceBudget budget = new TraceBudget(0);
    assertEquals(10, LongStream.range(0, 10).filter(budget::take).count());
  }

  @Test
  void whatIsLeftOutHasNothingBelowAndCanBeRecalled() {
    Tracer tracer = new Tracer(Sampler.alwaysOn(), span -> {}, SpanLimits.defaults());
    TraceBudget budget = new TraceBudget(1);
    assertInstanceOf(Span.class, tracer.start(SpanKind.CONSUMER, 1, budget));
    LeftOut root = assertInstanceOf(LeftOut.class, tracer.start(SpanKind.CONSUMER, 2, budget));
    assertFalse(root.sampled);
    assertSame(root, tracer.start(root, SpanKind.CLIENT, 3), "although the sampler wants all");
    Span recalled = tracer.recall(root);
    assertEquals(root.spanId, recalled.spanId);
    assertEquals(root.traceIdLow, recalled.traceIdLow);
    assertEquals(0, recalled.parentSpanId);
    assertEquals(2, recalled.startNanoTime);
  }

  @Test
  void takesNothingForWhatIsNotSampledAnyway() {
    Tracer tracer = new Tracer(Sampler.alwaysOff(), span -> {}, SpanLimits.defaults());
    TraceBudget budget = new TraceBudget(1);
    SpanContext unsampled = tracer.start(SpanKind.CONSUMER, 1, budget);
    assertNotNull(unsampled);
    assertFalse(unsampled instanceof LeftOut);
    assertTrue(budget.take(2));
    assertNull(Tracer.disabled().start(SpanKind.CONSUMER, 1, budget));
  }
}
