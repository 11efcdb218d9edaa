package io.sidelight.core.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TracerTest {
  private final AtomicInteger ended = new AtomicInteger();

  private Tracer tracer(Sampler sampler) {
    return new Tracer(sampler, span -> ended.incrementAndGet(), SpanLimits.defaults());
  }

  @Test
  void aDisabledTracerStartsNothing() {
    assertFalse(Tracer.disabled().isEnabled());
    assertNull(Tracer.disabled().start(null, SpanKind.SERVER, 1));
    assertTrue(tracer(Sampler.alwaysOn()).isEnabled());
  }

  @Test
  void aChildContinuesTheTraceOfItsParent() {
    Tracer tracer = tracer(Sampler.alwaysOn());
    SpanContext parent = new SpanContext(1, 2, 3, true, "a=1");
    Span child = assertInstanceOf(Span.class, tracer.start(parent, SpanKind.CLIENT, 5));
    assertEquals(1, child.traceIdHigh);
    assertEquals(2, child.traceIdLow);
    assertEquals(3, child.parentSpanId);
    assertNotEquals(3, child.spanId);
    assertTrue(child.sampled);
    assertEquals("a=1", child.traceState());
    assertFalse(child.hasRemoteParent());
  }

  @Test
  void rootsHaveIdsOfTheirOwn() {
    Tracer tracer = tracer(Sampler.alwaysOn());
    Span one = (Span) tracer.start(null, SpanKind.SERVER, 5);
    Span two = (Span) tracer.start(null, SpanKind.SERVER, 5);
    assertTrue(one.isValid());
    assertEquals(0, one.parentSpanId);
    assertNotEquals(one.traceId(), two.traceId());
    assertNotEquals(one.spanId(), two.spanId());
  }

  @Test
  void aParentWithoutIdsIsNone() {
    Span root =
        (Span)
            tracer(Sampler.alwaysOn())
                .start(new SpanContext(0, 0, 9, true, null), SpanKind.SERVER, 5);
    assertEquals(0, root.parentSpanId);
    assertTrue(root.isValid());
  }

  @Test
  void anUnsampledParentIsHandedOnAsItIs() {
    SpanContext parent = new SpanContext(1, 2, 3, false, null);
    Tracer tracer = tracer(Sampler.parse(null, null));
    assertSame(parent, tracer.start(parent, SpanKind.SERVER, 1));
  }

  @Test
  void anUnsampledRootIsAContextToHandOn() {
    Tracer tracer = tracer(Sampler.alwaysOff());
    SpanContext root = tracer.start(null, SpanKind.SERVER, 1);
    assertFalse(root instanceof Span);
    assertTrue(root.isValid());
    assertFalse(root.sampled);
    assertSame(root, tracer.start(root, SpanKind.CLIENT, 2));
  }

  @Test
  void leavingOutAChildOfASampledParentIsToldToTheServicesBelow() {
    SpanContext parent = new SpanContext(1, 2, 3, true, "a=1");
    SpanContext child = tracer(Sampler.alwaysOff()).start(parent, SpanKind.CLIENT, 1);
    assertFalse(child.sampled);
    assertEquals(3, child.spanId);
    assertEquals(parent.traceId(), child.traceId());
    assertEquals("a=1", child.traceState());
  }

  @Test
  void aSpanEndsOnceEvenWhenThreadsRace() throws Exception {
    Tracer tracer = tracer(Sampler.alwaysOn());
    int rounds = 2_000;
    CyclicBarrier barrier = new CyclicBarrier(2);
    Span[] spans = new Span[rounds];
    for (int i = 0; i < rounds; i++) {
      spans[i] = (Span) tracer.start(null, SpanKind.SERVER, 1);
    }
    Runnable ending =
        () -> {
          for (Span span : spans) {
            try {
              barrier.await();
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
            span.end(2);
          }
        };
    Thread other = new Thread(ending);
    other.start();
    ending.run();
    other.join();
    assertEquals(rounds, ended.get());
  }
}
