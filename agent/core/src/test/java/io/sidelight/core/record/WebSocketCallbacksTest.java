package io.sidelight.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.core.meter.MeterSettings;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.trace.Sampler;
import io.sidelight.core.trace.SpanLimits;
import io.sidelight.core.trace.Tracer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebSocketCallbacksTest {
  private static final long NEVER = TimeUnit.DAYS.toNanos(1);

  private final Meters meters = new Meters(MeterSettings.defaults());
  private final List<String> swallowed = new ArrayList<>();
  private boolean isBroken;

  private final WebSocketRecorder recorder =
      new WebSocketRecorder(
          meters,
          new Tracer(
              Sampler.alwaysOn(),
              span -> {
                if (isBroken) {
                  throw new IllegalStateException("broken");
                }
              },
              SpanLimits.defaults()),
          0,
          NEVER);
  private final WebSocketCallbacks callbacks =
      new WebSocketCallbacks(
          "test",
          recorder,
          new ErrorRecorder(meters, (name, thrown) -> swallowed.add(name + " " + thrown)));
  private final Object session = new Object();
  private final WebSocketConnection connection = open();

  private WebSocketConnection open() {
    WebSocketConnection asked = recorder.client().ask("example.org", 0, false);
    callbacks.open(asked, session, () -> assertSame(asked, recorder.connection(session)));
    return asked;
  }

  @AfterEach
  void nothingIsLeft() {
    assertNull(ThreadState.get().span);
    assertNull(ThreadState.get().webSocketMessage);
  }

  private List<String> errors() {
    return Scrape.lines(meters, "websocket_client_errors_total");
  }

  @Test
  void applicationIsCalledInTheMessageAndItsResultPasses() {
    Supplier<String> application =
        () -> {
          assertTrue(recorder.isHandling(session));
          return "result";
        };
    assertEquals("result", callbacks.text(connection, "hello", true, application));
    assertEquals("result", callbacks.binary(connection, 3, true, application));
    assertEquals(List.of(), swallowed);
    assertEquals(
        List.of(
            "websocket_client_messages_total{direction=\"inbound\",host=\"example.org\",type=\"binary\"} 1.0",
            "websocket_client_messages_total{direction=\"inbound\",host=\"example.org\",type=\"text\"} 1.0"),
        Scrape.lines(meters, "websocket_client_messages_total").stream().sorted().toList());
  }

  @Test
  void whatTheApplicationThrowsPassesAndCountsOnce() {
    IllegalArgumentException thrown = new IllegalArgumentException();
    Runnable application =
        () -> {
          throw thrown;
        };
    assertSame(
        thrown,
        assertThrows(
            IllegalArgumentException.class,
            () -> callbacks.text(connection, "hello", true, application)));
    assertSame(
        thrown,
        assertThrows(IllegalArgumentException.class, () -> callbacks.tell(session, application)));
    assertEquals(1, errors().size());
    // The same one again is passed on, not another.
    assertTrue(errors().get(0).endsWith("IllegalArgumentException\"} 1.0"), errors().get(0));
    assertEquals(List.of(), swallowed);
  }

  @Test
  void applicationIsCalledOnceIfARecorderFailsBefore() {
    List<String> called = new ArrayList<>();
    callbacks.text(connection, new BrokenText(), true, () -> called.add("text"));
    assertEquals(List.of("text"), called);
    assertEquals(List.of("test java.lang.IllegalStateException: broken"), swallowed);
    assertEquals(List.of(), errors());
  }

  /** Stands for any failure of the agent's own. */
  private static final class BrokenText implements CharSequence {
    @Override
    public int length() {
      throw new IllegalStateException("broken");
    }

    @Override
    public char charAt(int index) {
      throw new IllegalStateException("broken");
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      throw new IllegalStateException("broken");
    }
  }

  @Test
  void applicationSeesNothingOfARecorderThatFailsAfter() {
    WebSocketPart part = recorder.sender().take(connection, WebSocketMessageType.TEXT, 1, true);
    isBroken = true;
    assertEquals("result", callbacks.binary(connection, 3, true, () -> "result"));
    callbacks.written(part, null);
    IllegalArgumentException thrown = new IllegalArgumentException();
    assertSame(
        thrown,
        assertThrows(
            IllegalArgumentException.class,
            () ->
                callbacks.message(
                    connection,
                    WebSocketMessageType.BINARY,
                    3,
                    true,
                    () -> {
                      throw thrown;
                    })));
    assertEquals(3, swallowed.size(), swallowed.toString());
  }
}
