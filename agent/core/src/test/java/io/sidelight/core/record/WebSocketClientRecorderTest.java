package io.sidelight.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.sidelight.core.meter.MeterSettings;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.trace.Propagation;
import io.sidelight.core.trace.Sampler;
import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanLimits;
import io.sidelight.core.trace.Tracer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WebSocketClientRecorderTest {
  private static final long NEVER = TimeUnit.DAYS.toNanos(1);

  private final Meters meters = new Meters(MeterSettings.defaults());
  private final List<Span> ended = new ArrayList<>();
  private final Tracer tracer = new Tracer(Sampler.alwaysOn(), ended::add, SpanLimits.defaults());
  private final WebSocketRecorder recorder = new WebSocketRecorder(meters, tracer, 0, NEVER);

  private List<String> lines(String name) {
    return Scrape.lines(meters, name).stream().sorted().toList();
  }

  @Test
  void connectionToAnotherServerIsKnownByItsHost() {
    Object session = new Object();
    WebSocketConnection connection = recorder.client().ask("[2001:db8::1]", -1, true);
    recorder.client().asked();
    assertNotNull(connection);
    recorder.client().open(connection, session);
    recorder.opened(connection, null);
    recorder.receiver().begin(connection, WebSocketMessageType.TEXT, 5, true);
    recorder.failed(session, new IllegalStateException());
    recorder.receiver().end(connection, null);
    assertEquals(
        List.of("websocket_client_connections_active{host=\"2001:db8::1\"} 1.0"),
        lines("websocket_client_connections_active"));
    recorder.closing(session, 1000);
    recorder.gone(session);
    recorder.gone(session);
    assertEquals(
        List.of(
            "websocket_client_connections_closed_total{code=\"1000\",host=\"2001:db8::1\"} 1.0"),
        lines("websocket_client_connections_closed_total"));
    assertEquals(
        List.of(
            "websocket_client_errors_total"
                + "{host=\"2001:db8::1\",type=\"java.lang.IllegalStateException\"} 1.0"),
        lines("websocket_client_errors_total"));
    assertEquals(1, ended.size());
    assertEquals(List.of(), lines("websocket_connections_active"));
  }

  @Test
  void refusedHandshakeOfAClientIsCountedAndAnOrdinaryRequestIsNot() {
    HttpClientRecorder http =
        new HttpClientRecorder(meters, tracer, List.of("GET"), Propagation.of(List.of()));
    recorder.client().ask("stock", 8081, false);
    for (int i = 0; i < 2; i++) {
      HttpClientCall call = new HttpClientRecorderTest.Call();
      http.begin(call);
      http.leave(call);
      http.end(call, 403, "1.1", null);
    }
    recorder.client().asked();
    assertEquals(
        List.of(
            "websocket_client_handshakes_refused_total{host=\"stock\",status_code=\"403\"} 1.0"),
        lines("websocket_client_handshakes_refused_total"));
  }
}
