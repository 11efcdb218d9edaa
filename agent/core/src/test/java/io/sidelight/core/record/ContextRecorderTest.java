package io.sidelight.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sidelight.core.trace.SpanContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
    hand(ONE);
    assertNotNull(recorder.take(task), "and is forgotten with that");
    recorder.detach(recorder.attach(null));
    ThreadState.get().span = null;
    hand(ONE);
    hand(null);
    assertNull(recorder.take(task));
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
