package io.sidelight.core.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SpanQueueTest {
  private static Span span(long number) {
    Tracer tracer = new Tracer(Sampler.alwaysOn(), ended -> {}, SpanLimits.defaults());
    return (Span) tracer.start(null, SpanKind.INTERNAL, number);
  }

  @Test
  void theBacklogTakesWhenItIsEmptyAndAllowed() {
    SpanQueue queue = new SpanQueue(1 << 20, 100);
    SpanBacklog backlog = new SpanBacklog(queue);
    for (int i = 0; i < 3; i++) {
      assertEquals(SpanQueue.ACCEPTED, queue.offer(span(i)));
    }
    assertFalse(backlog.hasNext());
    backlog.mayTake(2);
    assertTrue(backlog.hasNext());
    queue.offer(span(3));
    for (int next : new int[] {2, 1, 0, 3}) {
      assertTrue(backlog.hasNext());
      Span span = backlog.next();
      assertEquals(next, span.startNanoTime);
      assertNull(span.next);
    }
    queue.offer(span(4));
    assertFalse(backlog.hasNext());
    assertThrows(IllegalStateException.class, backlog::next);
    assertEquals(5, queue.count());
  }

  @Test
  void whatIsDroppedIsReleased() {
    SpanQueue queue = new SpanQueue(1 << 20, 100);
    for (int i = 0; i < 3; i++) {
      queue.offer(span(i));
    }
    SpanBacklog backlog = new SpanBacklog(queue);
    assertEquals(0, backlog.drop());
    backlog.mayTake(1);
    assertEquals(3, backlog.drop());
    assertEquals(0, queue.count());
    assertEquals(0, queue.bytes());
  }

  @Test
  void takenSpansCountUntilTheyAreReleased() {
    int weight = span(0).weigh();
    SpanQueue queue = new SpanQueue(2L * weight, 100);
    queue.offer(span(0));
    queue.offer(span(1));
    queue.takeAll();
    assertEquals(SpanQueue.REFUSED, queue.offer(span(2)));
    queue.release(1, weight);
    assertTrue(queue.offer(span(3)) != SpanQueue.REFUSED);
    assertEquals(2, queue.count());
    assertEquals(2L * weight, queue.bytes());
  }

  @Test
  void nobodyNeedHurryBelowFourBatchesAndAQuarterOfTheRoom() {
    SpanQueue roomy = new SpanQueue(1 << 30, 2);
    for (int i = 0; i < 8; i++) {
      assertTrue(roomy.isUnhurried(), i + " spans");
      roomy.offer(span(i));
    }
    assertFalse(roomy.isUnhurried());
    roomy.release(1, 0);
    assertTrue(roomy.isUnhurried());

    SpanQueue narrow = new SpanQueue(8L * span(0).weigh(), 100);
    narrow.offer(span(0));
    assertTrue(narrow.isUnhurried());
    narrow.offer(span(1));
    assertFalse(narrow.isUnhurried());
  }

  @Test
  void oneSpanInABatchWakes() {
    SpanQueue queue = new SpanQueue(1 << 30, 10);
    int wakes = 0;
    for (int i = 1; i <= 100; i++) {
      boolean wake = queue.offer(span(i)) == SpanQueue.ACCEPTED_WAKE;
      assertEquals(i % 10 == 0, wake, "span " + i);
      wakes += wake ? 1 : 0;
    }
    assertEquals(10, wakes);
  }

  @Test
  void textsWeigh() {
    Span light = span(0);
    Span heavy = span(0).attribute("k", "x".repeat(1_000)).name("y".repeat(1_000));
    heavy.error("z".repeat(1_000));
    heavy.exception(new RuntimeException("m".repeat(1_000)));
    assertTrue(heavy.weigh() - light.weigh() > 8_000);
  }

  @Test
  void manyProducersLoseNothingAndNeverPassTheLimit() throws Exception {
    long limit = 100L * span(0).weigh();
    SpanQueue queue = new SpanQueue(limit, 10);
    AtomicInteger accepted = new AtomicInteger();
    AtomicBoolean done = new AtomicBoolean();
    int[] taken = {0};
    long[] most = {0};
    Thread consumer =
        new Thread(
            () -> {
              SpanBacklog backlog = new SpanBacklog(queue);
              boolean last;
              do {
                last = done.get();
                backlog.mayTake(1);
                long bytes = 0;
                int spans = 0;
                while (backlog.hasNext()) {
                  bytes += backlog.next().weight();
                  spans++;
                }
                most[0] = Math.max(most[0], bytes);
                queue.release(spans, bytes);
                taken[0] += spans;
              } while (!last);
            });
    consumer.start();
    Thread[] producers = new Thread[8];
    for (int t = 0; t < producers.length; t++) {
      producers[t] =
          new Thread(
              () -> {
                for (int i = 0; i < 50_000; i++) {
                  if (queue.offer(span(i)) != SpanQueue.REFUSED) {
                    accepted.incrementAndGet();
                  }
                }
              });
      producers[t].start();
    }
    for (Thread producer : producers) {
      producer.join();
    }
    done.set(true);
    consumer.join();
    assertEquals(accepted.get(), taken[0]);
    assertEquals(0, queue.count());
    assertEquals(0, queue.bytes());
    assertTrue(most[0] <= limit, () -> most[0] + " of " + limit);
  }
}
