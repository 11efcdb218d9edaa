package io.sidelight.test.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.test.Await;
import io.sidelight.test.Exposition;
import io.sidelight.test.OtlpSpan;
import io.sidelight.test.SpanTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The spans of messages, and how they are tied to the handshake. */
public interface SpanContract {
  /** The application under test. */
  Running running();

  /** With what the container answers a request that an endpoint's configurator refuses. */
  default String statusOfRefusal() {
    return "403";
  }

  @Test
  default void handshakeIsARequestThatEndsWhileTheConnectionIsOpen() {
    Peer peer = Peer.connect(running().port, "/app/echo/handshake");
    OtlpSpan handshake = running().handshake("/app/echo/handshake");
    assertEquals("SERVER", handshake.kind());
    assertEquals("GET /app/echo/{room}", handshake.name());
    assertEquals(101, handshake.number("http.response.status_code"));
    Exposition page = running().app.scrape();
    assertEquals(0, page.sum("http_active_requests"));
    assertTrue(page.sum("http_requests_total", "status_code", "101") >= 1);
    assertTrue(page.value("websocket_connections_active", "route", "/app/echo/{room}") >= 1);
    peer.close(1000);
  }

  @Test
  default void refusedHandshakeIsCounted() throws Exception {
    String status = RudePeer.refused(running().port, "/app/guarded/1");
    assertEquals(statusOfRefusal(), status);
    Await.until(
        "a refusal with " + status,
        Running.LIMIT,
        running().app::scrape,
        page -> page.sum("websocket_handshakes_refused_total", "status_code", status) == 1);
    assertEquals(
        1,
        running()
            .app
            .scrape()
            .value(
                "websocket_handshakes_refused_total",
                "route",
                "/app/guarded/{room}",
                "status_code",
                status));
  }

  @Test
  default void messageIsATraceOfItsOwnLinkedToTheHandshake() throws Exception {
    Peer peer = Peer.connect(running().port, "/app/echo/message").send("h\u00e9llo \u20ac");
    assertEquals("h\u00e9llo \u20ac", peer.next());
    List<OtlpSpan> roots = running().linked(running().handshake("/app/echo/message"), 1);
    assertEquals(
        """
        CONSUMER receive /app/echo/{room}
          PRODUCER send /app/echo/{room}
        """,
        running().tree(roots.get(0), 2));
    assertEquals(
        Map.of(
            "network.protocol.name",
            "websocket",
            "http.route",
            "/app/echo/{room}",
            "websocket.message.type",
            "text",
            "websocket.message.size",
            10L),
        roots.get(0).attributes());
    peer.close(1000);
  }

  @Test
  default void whatIsSentOnOpeningIsAChildOfTheHandshakeAndAPushIsLinkedToIt() throws Exception {
    Peer peer = Peer.connect(running().port, "/app/greeting");
    assertEquals("welcome", peer.next());
    OtlpSpan handshake = running().handshake("/app/greeting");
    List<OtlpSpan> children =
        running().sink.awaitSpans(span -> span.parentId().equals(handshake.spanId()), 1);
    assertEquals("send /app/greeting", children.get(0).name());
    assertEquals(handshake.traceId(), children.get(0).traceId());
    peer.send("now");
    assertEquals("pushed now", peer.next());
    assertEquals(
        List.of("CONSUMER receive /app/greeting\n", "PRODUCER send /app/greeting\n"),
        running().linked(handshake, 2).stream()
            .map(root -> SpanTree.of(running().sink.trace(root.traceId())))
            .sorted()
            .toList());
    peer.close(1000);
    running().awaitClosed("/app/greeting", "1000", 1);
  }

  @Test
  default void broadcastIsOneTrace() throws Exception {
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      peers.add(Peer.connect(running().port, "/app/broadcast"));
    }
    // A client may be connected before its endpoint has been told.
    for (Peer peer : peers) {
      peer.send("hello");
    }
    running().awaitMessages("/app/broadcast", "inbound", "text", 3);
    peers.get(0).send("all");
    for (Peer peer : peers) {
      String last;
      do {
        last = (String) peer.next();
      } while (!last.equals("all"));
    }
    List<OtlpSpan> roots =
        running()
            .sink
            .awaitSpans(span -> span.name().equals("receive /app/broadcast") && size(span) == 3, 1);
    assertEquals(
        """
        CONSUMER receive /app/broadcast
          PRODUCER send /app/broadcast
          PRODUCER send /app/broadcast
          PRODUCER send /app/broadcast
        """,
        running().tree(roots.get(0), 4));
    peers.forEach(peer -> peer.close(1000));
    running().awaitClosed("/app/broadcast", "1000", 3);
  }

  private static long size(OtlpSpan span) {
    Long size = span.number("websocket.message.size");
    return size == null ? -1 : size;
  }
}
