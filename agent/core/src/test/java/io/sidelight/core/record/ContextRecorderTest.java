package io.sidelight.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sidelight.core.trace.Sampler;
import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanContext;
import io.sidelight.core.trace.SpanKind;
import io.sidelight.core.trace.SpanLimits;
import io.sidelight.core.trace.Tracer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContextRecorderTest {
  private static final SpanContext ONE = new SpanContext(1, 1, 1, true, null);
  private static final SpanContext OTHER = new SpanContext(2, 2, 2, true, null);

  private final ContextRecorder recorder = new ContextRecorder();
  private final Object task = new Object();

  @AfterEach
  void nothingIsLeft() {
    ThreadState.get().span = null;
  }

  private void hand(SpanContext context) {
    Object token = recorder.attach(context);
    recorder.hand(task);
    recorder.detach(token);
  }

  @Test
  void aTaskIsRunInTheContextItWasHandedOverWith() {
    hand(ONE);
    Object outer = recorder.attach(OTHER);
    Object token = recorder.take(task);
    assertSame(ONE, recorder.capture());
    recorder.detach(token);
    assertSame(OTHER, recorder.capture());
    recorder.detach(outer);
    assertNull(recorder.capture());
    assertNull(recorder.take(task), "once");
  }

  @Test
  void aTaskThatWaitsTwiceHasNoContext() {
    hand(ONE);
    hand(OTHER);
    assertNull(recorder.take(task));
    hand(OTHER);
    assertNull(recorder.take(task), "which of the two runs now?");
    assertNull(recorder.take(task));
    hand(ONE);
    Object token = recorder.take(task);
    assertNotNull(token, "forgotten once it ran as often as it was handed over");
    recorder.detach(token);
    hand(ONE);
    hand(null);
    assertNull(recorder.take(task));
  }

  @Test
  void aTaskThatIsRefusedOrRemovedLeavesNothing() {
    hand(ONE);
    recorder.recall(task);
    assertNull(recorder.take(task));
    recorder.recall(task);
    hand(OTHER);
    recorder.next(task);
    assertSame(OTHER, recorder.capture());
  }

  @Test
  void aPoolsThreadKeepsNothing() {
    hand(ONE);
    recorder.next(task);
    assertSame(ONE, recorder.capture());
    recorder.next(new Object());
    assertNull(recorder.capture());
    hand(ONE);
    recorder.next(task);
    recorder.next(null);
    assertNull(recorder.capture());
  }

  @Test
  void whatGoesOnForLongerThanItsSpanIsNobodys() {
    Tracer tracer = new Tracer(Sampler.alwaysOn(), ended -> {}, SpanLimits.defaults());
    long now = System.nanoTime();
    Span recent = (Span) tracer.start(null, SpanKind.SERVER, now);
    Span old = (Span) tracer.start(null, SpanKind.SERVER, now - TimeUnit.MINUTES.toNanos(5));
    hand(old);
    Object token = recorder.take(task);
    assertNotNull(token, "not ended, however long it takes");
    recorder.detach(token);
    hand(old);
    recent.end(System.nanoTime());
    old.end(now - TimeUnit.MINUTES.toNanos(2));
    assertNull(recorder.take(task));
    hand(old);
    assertNull(recorder.take(task));
    hand(recent);
    recorder.next(task);
    assertSame(recent, recorder.capture());
  }

  @Test
  void tasksOfServersAndFuturesAreNotHandedOver() {
    CompletableFuture.AsynchronousCompletionTask future =
        new CompletableFuture.AsynchronousCompletionTask() {};
    Object outer = recorder.attach(ONE);
    recorder.hand(future);
    assertNull(recorder.captureFor(future));
    assertSame(ONE, recorder.captureFor(task));
    recorder.detach(outer);
    assertNull(recorder.take(future));
  }

  @Test
  void aForkedTaskHasItsOwnContextOrNone() {
    ForkJoinTask<?> known = ForkJoinTask.adapt(() -> {});
    ForkJoinTask<?> unknown = ForkJoinTask.adapt(() -> {});
    assertNull(recorder.beginForkJoin(known));
    Object one = recorder.attach(ONE);
    recorder.handForkJoin(known);
    recorder.detach(one);

    Object other = recorder.attach(OTHER);
    Object token = recorder.beginForkJoin(known);
    assertNotNull(token);
    assertSame(ONE, recorder.capture());
    Object helped = recorder.beginForkJoin(unknown);
    assertNotNull(helped, "run while the thread waits for another");
    assertNull(recorder.capture());
    recorder.detach(helped);
    assertSame(ONE, recorder.capture());
    recorder.detach(token);
    assertNull(recorder.callForkJoin(unknown));
    assertNull(recorder.beginForkJoin(unknown), "a mere call");
    assertSame(OTHER, recorder.capture());
    recorder.detach(other);
  }

  @Test
  void thePartsOfAStreamHaveTheContextOfTheWhole() {
    Part whole = new Part(null);
    Part part = new Part(new Part(whole));
    Object outer = recorder.attach(ONE);
    Object call = recorder.callForkJoin(whole);
    assertNotNull(call);
    recorder.detach(outer);

    Object token = recorder.beginForkJoin(part);
    assertNotNull(token);
    assertSame(ONE, recorder.capture());
    assertNull(recorder.beginForkJoin(new Part(whole)), "in it already");
    recorder.detach(token);
    recorder.calledForkJoin(call);
    assertNull(recorder.beginForkJoin(part));
    assertNull(recorder.capture());
  }

  private static final class Part extends CountedCompleter<Void> {
    private static final long serialVersionUID = 1;

    Part(@Nullable Part whole) {
      super(whole);
    }

    @Override
    public void compute() {}
  }

  @Test
  void wrappedTasksCarryTheirContext() throws Exception {
    List<Object> seen = new ArrayList<>();
    Runnable plain = () -> seen.add(recorder.capture());
    Callable<Object> failing =
        () -> {
          throw new IllegalStateException();
        };
    assertSame(plain, recorder.wrap(plain));
    Object token = recorder.attach(ONE);
    Runnable wrapped = recorder.wrap(plain);
    Callable<Object> call = recorder.wrap(failing);
    assertSame(wrapped, recorder.wrap(wrapped));
    assertSame(call, recorder.wrap(call));
    recorder.detach(token);
    wrapped.run();
    assertEquals(List.of(ONE), seen);
    assertThrows(IllegalStateException.class, call::call);
    assertNull(recorder.capture());
    assertEquals(plain.toString(), wrapped.toString());
  }
}
