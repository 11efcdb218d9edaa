package io.sidelight.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sidelight.core.meter.MeterSettings;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.trace.Sampler;
import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanLimits;
import io.sidelight.core.trace.Tracer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebSocketStreamTest {
  private static final long NEVER = TimeUnit.DAYS.toNanos(1);

  private final Meters meters = new Meters(MeterSettings.defaults());
  private final List<Span> ended = new ArrayList<>();
  private final WebSocketRecorder recorder =
      new WebSocketRecorder(
          meters, new Tracer(Sampler.alwaysOn(), ended::add, SpanLimits.defaults()), 0, NEVER);
  private final WebSocketConnection connection = open();

  private WebSocketConnection open() {
    WebSocketConnection asked = recorder.client().ask("example.org", 0, false);
    recorder.client().open(asked, this);
    recorder.opened(asked, null);
    return asked;
  }

  @AfterEach
  void nothingIsLeft() {
    assertNull(ThreadState.get().span);
    assertNull(ThreadState.get().webSocketMessage);
    ThreadState.get().webSocketAsked = null;
  }

  private List<String> lines(String name) {
    return Scrape.lines(meters, name).stream().sorted().toList();
  }

  private static double number(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }

  /** A frame of a message that is read as a stream, whose reader is asked for with the first. */
  private WebSocketStream frame(boolean last) {
    recorder.receiver().begin(connection, WebSocketMessageType.TEXT, 5, last);
    WebSocketStream stream = recorder.receiver().stream();
    recorder.receiver().end(connection, null);
    return stream;
  }

  private void read(WebSocketStream stream, Throwable thrown) {
    recorder.receiver().begin(stream);
    if (thrown != null) {
      recorder.failed(thrown);
    }
    recorder.receiver().end(stream, null);
  }

  @Test
  void streamEndsWithItsLastFrameOrItsReaderWhicheverIsLater() {
    WebSocketStream early = frame(false);
    assertNotNull(early);
    assertNull(frame(false));
    read(early, null);
    assertEquals(0, ended.size());
    assertNull(frame(true));
    assertEquals(1, ended.size());
    WebSocketStream late = frame(true);
    assertNotNull(late);
    assertEquals(1, ended.size());
    WebSocketStream next = frame(true);
    assertNotNull(next);
    read(late, null);
    assertEquals(2, ended.size());
    read(next, null);
    assertEquals(3, ended.size());
    assertEquals(
        List.of(
            "websocket_client_messages_total{direction=\"inbound\",host=\"example.org\",type=\"text\"} 3.0"),
        lines("websocket_client_messages_total"));
    assertEquals(
        List.of("25.0"),
        lines("websocket_client_message_size_bytes_sum").stream()
            .map(line -> line.substring(line.lastIndexOf(' ') + 1))
            .toList());
  }

  @Test
  void streamWhoseReaderFailsEndsAtOnceAndOnce() {
    WebSocketStream stream = frame(false);
    read(stream, new IllegalStateException());
    assertEquals(1, ended.size());
    frame(true);
    assertEquals(1, ended.size());
    assertEquals(1, number(lines("websocket_client_errors_total").get(0)));
    recorder.receiver().begin(connection, WebSocketMessageType.TEXT, 5, true);
    recorder.receiver().end(connection, null);
    assertEquals(2, number(lines("websocket_client_messages_total").get(0)));
  }
}
