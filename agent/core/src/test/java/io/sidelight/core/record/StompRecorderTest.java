package io.sidelight.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sidelight.core.meter.MeterSettings;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.trace.Sampler;
import io.sidelight.core.trace.SpanLimits;
import io.sidelight.core.trace.Tracer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StompRecorderTest {
  private final Meters meters = new Meters(MeterSettings.defaults());
  private final Tracer tracer = new Tracer(Sampler.alwaysOn(), span -> {}, SpanLimits.defaults());
  private final WebSocketRecorder recorder =
      new WebSocketRecorder(meters, tracer, 0, TimeUnit.DAYS.toNanos(1));
  private final StompRecorder stomp = recorder.stomp();

  private List<String> lines() {
    return Scrape.lines(meters, "stomp_messages_total").stream().sorted().toList();
  }

  @Test
  void unknownStompCommandsAreOne() {
    stomp.received("SEND");
    stomp.received("SEND");
    stomp.received("HELLO");
    stomp.sent("MESSAGE");
    assertEquals(
        List.of(
            "stomp_messages_total{command=\"MESSAGE\",direction=\"outbound\",route=\"\"} 1.0",
            "stomp_messages_total{command=\"SEND\",direction=\"inbound\",route=\"\"} 2.0",
            "stomp_messages_total{command=\"_OTHER\",direction=\"inbound\",route=\"\"} 1.0"),
        lines());
  }

  @Test
  void answersHaveTheRouteThatTheirSessionIsKnownBy() {
    Object session = new Object();
    WebSocketConnection connection = WebSocketRecorderTest.open(recorder, "/stomp");
    recorder.receiver().begin(connection, WebSocketMessageType.TEXT, 5, true);
    stomp.know(session);
    stomp.received("CONNECT");
    recorder.receiver().end(connection, null);
    stomp.begin(session);
    stomp.sent("CONNECTED");
    stomp.end();
    stomp.sent("SEND");
    assertEquals(
        List.of(
            "stomp_messages_total"
                + "{command=\"CONNECT\",direction=\"inbound\",route=\"/stomp\"} 1.0",
            "stomp_messages_total"
                + "{command=\"CONNECTED\",direction=\"outbound\",route=\"/stomp\"} 1.0",
            "stomp_messages_total{command=\"SEND\",direction=\"outbound\",route=\"\"} 1.0"),
        lines());
  }

  @Test
  void framesOfClientsHaveNoRoute() {
    WebSocketConnection connection = recorder.client().ask("stock", 8081, false);
    recorder.client().asked();
    recorder.client().open(connection, new Object());
    recorder.opened(connection, null);
    recorder.receiver().begin(connection, WebSocketMessageType.TEXT, 5, true);
    stomp.received("CONNECTED");
    recorder.receiver().end(connection, null);
    assertEquals(
        List.of("stomp_messages_total{command=\"CONNECTED\",direction=\"inbound\",route=\"\"} 1.0"),
        lines());
  }
}
