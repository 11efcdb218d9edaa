package io.sidelight.test.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.test.Await;
import io.sidelight.test.Exposition;
import io.sidelight.test.OtlpSpan;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What must be true of a server that has one handler, and one route, for whatever is asked for. */
public interface OneRouteContract {
  /** The application under test. */
  Running running();

  /** Of all connections. */
  String route();

  /**
   * Whether the server may take it for the loss of a connection when the peer, which has got the
   * answer to its close frame already, leaves; and forget to write what waits until more is to be
   * written.
   */
  default boolean isForgetful() {
    return false;
  }

  /** One more connection has ended, the only one with that code. */
  private void awaitEnd(double before, int code) {
    if (isForgetful()) {
      Await.until(
          "one more closed",
          Running.LIMIT,
          () -> running().closed(route()),
          closed -> closed == before + 1);
    } else {
      running().awaitClosed(route(), Integer.toString(code), 1);
    }
  }

  @Test
  @Order(1)
  default void handshakeIsARequestAndAMessageATraceLinkedToIt() throws Exception {
    Peer peer = Peer.connect(running().port, "/rooms/7/greeting?token=secret");
    assertEquals("welcome", peer.next());
    OtlpSpan handshake = running().handshake("/rooms/7/greeting");
    assertEquals("SERVER", handshake.kind());
    assertEquals("GET " + route(), handshake.name());
    assertEquals(101, handshake.number("http.response.status_code"));
    assertEquals(
        "send " + route(),
        running()
            .sink
            .awaitSpans(span -> span.parentId().equals(handshake.spanId()), 1)
            .get(0)
            .name());
    peer.send("h\u00e9llo");
    assertEquals("h\u00e9llo", peer.next());
    assertEquals(
        """
        CONSUMER receive %1$s
          PRODUCER send %1$s
        """
            .formatted(route()),
        running().tree(running().linked(handshake, 1).get(0), 2));
    assertEquals(6, running().bytes(route(), "inbound", "text"));
    peer.ping(4).pong(3);
    running().awaitMessages(route(), "inbound", "ping", 1);
    running().awaitMessages(route(), "inbound", "pong", 1);
    running().awaitMessages(route(), "outbound", "pong", 1);
    peer.close(1000);
    awaitEnd(0, 1000);
    assertEquals(0, running().app.scrape().sum("http_active_requests"));
  }

  @Test
  @Order(2)
  default void failuresAndEndsAreCounted() throws Exception {
    Peer failing = Peer.connect(running().port, "/fail").send("fail");
    running().awaitErrors(route(), IllegalStateException.class, 1);
    assertTrue(running().linked(running().handshake("/fail"), 1).get(0).isError());
    failing.abandon();
    running().awaitNoneActive(route());
    Peer opening = Peer.connect(running().port, "/open");
    running().awaitErrors(route(), UnsupportedOperationException.class, 1);
    double before = running().closed(route());
    opening.close(4242);
    awaitEnd(before, 4242);
    assertEquals(4001, Peer.connect(running().port, "/close").send("close").awaitClosed());
    awaitEnd(before + 1, 4001);
    running().awaitNoneActive(route());
    double gone = running().closed(route(), "1006");
    RudePeer.connect(running().port, "/vanish").vanish();
    running().awaitClosed(route(), "1006", gone + 1);
    RudePeer.connect(running().port, "/reset").reset();
    running().awaitClosed(route(), "1006", gone + 2);
    running().awaitNoneActive(route());
  }

  @Test
  @Order(3)
  default void hundredThousandMessagesAreAllCounted() throws Exception {
    double in = running().messages(route(), "inbound", "text");
    double binary = running().messages(route(), "inbound", "binary");
    double out = running().messages(route(), "outbound", "text");
    if (isForgetful()) {
      Flood.echoOfForgetful(running().port, "/echo/", 100, 1000);
    } else {
      Flood.echo(running().port, "/echo/", 100, 1000);
    }
    running().awaitMessages(route(), "inbound", "text", in + 50_000);
    running().awaitMessages(route(), "inbound", "binary", binary + 50_000);
    running().awaitMessages(route(), "outbound", "text", out + 50_000);
    running().awaitMessages(route(), "outbound", "binary", binary + 50_000);
  }

  @Test
  @Order(4)
  default void thousandPeersAtOnceVanishWithoutATrace() throws Exception {
    running().awaitNoneActive(route());
    double gone = running().closed(route(), "1006");
    int keptBefore = running().instances("WebSocketConnection");
    running().vanish(1000, "/vanishing", route());
    running().awaitClosed(route(), "1006", gone + 1000);
    running().awaitNoneActive(route());
    Await.until(
        "no more connections kept than before",
        Running.LIMIT,
        () -> running().instances("WebSocketConnection"),
        kept -> kept <= keptBefore);
    Exposition page = running().app.scrape();
    assertEquals(0, page.sum("sidelight_advice_errors_total"), running().app::toString);
  }
}
