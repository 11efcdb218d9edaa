package io.sidelight.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.core.trace.Propagation;
import io.sidelight.core.trace.Sampler;
import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanKind;
import io.sidelight.core.trace.SpanLimits;
import io.sidelight.core.trace.Tracer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpanRecorderTest {
  private final ConcurrentLinkedQueue<Span> ended = new ConcurrentLinkedQueue<>();
  private final SpanRecorder recorder = recorder(Sampler.alwaysOn());

  private SpanRecorder recorder(Sampler sampler) {
    return new SpanRecorder(
        new Tracer(sampler, ended::add, SpanLimits.defaults()),
        Propagation.of(List.of("tracecontext")));
  }

  @AfterEach
  void nothingIsLeft() {
    assertTrue(recorder.isNone());
  }

  @Test
  void theCurrentSpanIsOneWithTheAgents() {
    assertNull(recorder.current());
    ManualSpan span = recorder.begin("one", "CLIENT", null, 0);
    assertNull(recorder.current(), "begun, not entered");
    Object token = recorder.attach(span);
    assertSame(span.context, ThreadState.get().span);
    assertEquals(span, recorder.current());
    assertTrue(recorder.isCurrent(span));
    assertTrue(recorder.isCurrent(span.traceId(), span.spanId()));
    ManualSpan inner = recorder.begin("two", "INTERNAL", recorder.current(), 0);
    assertEquals(span.traceId(), inner.traceId());
    assertNotEquals(span, inner);
    Object innerToken = recorder.attach(inner);
    assertFalse(recorder.isCurrent(span));
    recorder.detach(span, token);
    assertTrue(recorder.isCurrent(inner), "scopes left in another order change nothing");
    recorder.detach(inner, innerToken);
    recorder.detach(span, token);
  }

  @Test
  void theAgentsSpansAreItsOwnToEnd() {
    Tracer agents = new Tracer(Sampler.alwaysOn(), ended::add, SpanLimits.defaults());
    Span request = (Span) agents.start(null, SpanKind.SERVER, System.nanoTime());
    ThreadState.get().span = request;
    recorder.current().end(0);
    assertFalse(request.hasEnded());
    ManualSpan own = recorder.begin("one", "INTERNAL", recorder.current(), 0);
    Object token = recorder.attach(own);
    recorder.current().end(0);
    assertFalse(own.isRecording());
    recorder.detach(own, token);
    ThreadState.get().span = null;
  }

  @Test
  void noSpanCanBeCurrent() {
    ManualSpan span = recorder.begin("one", "CLIENT", null, 0);
    Object outer = recorder.attach(span);
    Object token = recorder.attach(null);
    assertTrue(recorder.isNone());
    recorder.detach(null, token);
    assertTrue(recorder.isCurrent(span));
    recorder.detach(span, outer);
  }

  @Test
  void whatIsNotSampledIsHandedOn() {
    SpanRecorder off = recorder(Sampler.alwaysOff());
    ManualSpan span = off.begin("one", "SERVER", null, 0);
    assertFalse(span.isRecording() || span.isSampled());
    assertEquals(span, off.begin("two", "CLIENT", span, 0));
    span.name("x");
    span.attribute("a", 1);
    span.event("e", 0, new Object[0]);
    span.exception(new Exception(), new Object[0]);
    span.link(span, new Object[0]);
    span.ok();
    span.error("no");
    span.end(0);
    assertTrue(ended.isEmpty());
    SpanRecorder none =
        new SpanRecorder(Tracer.disabled(), Propagation.of(List.of("tracecontext")));
    assertFalse(none.isEnabled());
    assertNull(none.begin("one", "SERVER", null, 0));
  }

  @Test
  void identitiesComeAndGoByTexts() {
    String trace = "0102030405060708090a0b0c0d0e0f10";
    String id = "0102030405060708";
    ManualSpan local = recorder.known(trace, id, true, false, "a=1");
    assertEquals(trace + id, local.traceId() + local.spanId());
    assertTrue(local.isSampled() && !local.isRemote() && !local.isRecording());
    Map<String, String> headers = new TreeMap<>();
    recorder.inject(local, headers::put);
    assertEquals(
        "{traceparent=00-" + trace + "-" + id + "-01, tracestate=a=1}", headers.toString());
    ManualSpan remote = recorder.extract(headers::get);
    assertTrue(remote.isRemote());
    assertEquals("a=1", remote.traceState());
    assertNull(recorder.extract(name -> null));
    assertNull(recorder.known("none", id, true, true, null));
    assertNull(recorder.known("0".repeat(32), id, true, false, null));
  }

  /** The API's spans may be used by many threads; the agent's may not. */
  @Test
  void manyThreadsMayWriteToOneSpan() throws Exception {
    ManualSpan span = recorder.begin("one", "INTERNAL", null, 0);
    int threads = 4;
    CountDownLatch begin = new CountDownLatch(1);
    ConcurrentLinkedQueue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    Thread[] all = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      String prefix = "k" + i + ".";
      all[i] =
          new Thread(
              () -> {
                try {
                  begin.await();
                  for (int n = 0; n < 32; n++) {
                    span.attribute(prefix + n, n);
                  }
                } catch (Throwable e) {
                  thrown.add(e);
                }
              });
      all[i].start();
    }
    begin.countDown();
    for (Thread each : all) {
      each.join();
    }
    assertEquals(List.of(), List.copyOf(thrown));
    span.end(0);
    span.end(0);
    assertEquals(1, ended.size());
    assertFalse(span.isRecording());
    span.attribute("late", 1);
  }

  @Test
  void copiesOfALibraryAreKnownByOneOfTheirClasses() {
    SpanRecorder.LibraryCopy copy = recorder.copy(String.class);
    assertSame(copy, recorder.copy(String.class));
    copy.leaveAlone();
    assertTrue(copy.isLeftAlone());
    assertFalse(recorder.copy(Integer.class).isLeftAlone());
    assertNotNull(recorder.copy(Long.class));
  }
}
