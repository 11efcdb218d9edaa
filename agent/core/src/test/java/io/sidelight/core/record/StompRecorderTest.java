package io.sidelight.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sidelight.core.meter.MeterSettings;
import io.sidelight.core.meter.Meters;
import java.util.List;
import org.junit.jupiter.api.Test;

class StompRecorderTest {
  private final Meters meters = new Meters(MeterSettings.defaults());

  @Test
  void unknownStompCommandsAreOne() {
    StompRecorder stomp = new StompRecorder(meters);
    stomp.received("SEND");
    stomp.received("SEND");
    stomp.received("HELLO");
    stomp.sent("MESSAGE");
    assertEquals(
        List.of(
            "stomp_messages_total{command=\"MESSAGE\",direction=\"outbound\"} 1.0",
            "stomp_messages_total{command=\"SEND\",direction=\"inbound\"} 2.0",
            "stomp_messages_total{command=\"_OTHER\",direction=\"inbound\"} 1.0"),
        Scrape.lines(meters, "stomp_messages_total").stream().sorted().toList());
  }
}
