package io.sidelight.test.websocket;

import static io.sidelight.test.websocket.Running.LIMIT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.test.Await;
import io.sidelight.test.Exposition;
import io.sidelight.test.OtlpSpan;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Failures, and the ways in which a connection ends. */
public interface EndContract {
  /** The application under test. */
  Running running();

  /**
   * With what the container closes a connection whose programmatic endpoint failed on opening;
   * empty if it does not.
   */
  default String codeOfFailedOpening() {
    return "1006";
  }

  /** Whether it closes a connection whose annotated endpoint failed on opening. */
  default boolean closesAfterFailedOpening() {
    return true;
  }

  /** With what it closes the connection of a client that does not mask what it sends: 4003. */
  default String codeOfUnmaskedFrame() {
    return "1002";
  }

  /** With what it closes connections when it stops; empty if that is a matter of luck. */
  default String codeOfStopping() {
    return "1001";
  }

  /** Whether the container reads on after a message that cannot be decoded. */
  default boolean readsOnAfterBadMessage() {
    return true;
  }

  @Test
  default void failuresAreCountedOnceAndShownOnTheSpan() throws Exception {
    String route = "/app/throwing/{where}";
    Peer failing = Peer.connect(running().port, "/app/throwing/message").send("7");
    running().awaitErrors(route, ArithmeticException.class, 1);
    OtlpSpan failed = running().linked(running().handshake("/app/throwing/message"), 1).get(0);
    assertTrue(failed.isError());
    assertEquals("java.lang.ArithmeticException", failed.string("error.type"));
    Map<String, Object> event = failed.events("exception").get(0);
    failing.abandon();
    assertEquals("on message 7", event.get("exception.message"));

    Peer decoding = Peer.connect(running().port, "/app/throwing/decode").send("seven");
    if (readsOnAfterBadMessage()) {
      decoding.send("7");
    }
    assertTrue(
        running()
            .linked(running().handshake("/app/throwing/decode"), readsOnAfterBadMessage() ? 2 : 1)
            .stream()
            .anyMatch(OtlpSpan::isError));
    assertEquals(
        1,
        running()
            .app
            .scrape()
            .sum("websocket_errors_total", "route", route, "type", running().decodeException()));
    if (readsOnAfterBadMessage()) {
      decoding.close(1000);
    }

    Peer opening = Peer.connect(running().port, "/app/throwing/open");
    running().awaitErrors(route, UnsupportedOperationException.class, 1);
    if (closesAfterFailedOpening()) {
      opening.awaitClosed();
    } else {
      opening.abandon();
    }
    Peer.connect(running().port, "/app/throwing/close").close(1000);
    running().awaitErrors(route, IllegalStateException.class, 1);
    running().awaitNoneActive(route);
    assertEquals(4, running().app.scrape().sum("websocket_errors_total", "route", route));
  }

  @Test
  default void programmaticEndpointThatFailsToOpenIsCounted() throws IOException {
    String route = "/app/refusing";
    RudePeer peer = RudePeer.connect(running().port, route);
    running().awaitErrors(route, SecurityException.class, 1);
    if (codeOfFailedOpening().isEmpty()) {
      peer.vanish();
      running().awaitNoneActive(route);
      return;
    }
    running().awaitClosed(route, codeOfFailedOpening(), 1);
  }

  @Test
  default void gaugeComesBackHoweverAConnectionEnds() throws Exception {
    String route = "/app/closing/{how}";
    Peer.connect(running().port, "/app/closing/normally").close(1000);
    running().awaitClosed(route, "1000", 1);
    Peer.connect(running().port, "/app/closing/oddly").close(4242);
    running().awaitClosed(route, "4242", 1);
    assertEquals(
        4001, Peer.connect(running().port, "/app/closing/bidden").send("4001").awaitClosed());
    running().awaitClosed(route, "4001", 1);
    RudePeer.connect(running().port, "/app/closing/vanish").vanish();
    running().awaitClosed(route, "1006", 1);
    RudePeer.connect(running().port, "/app/closing/reset").reset();
    running().awaitClosed(route, "1006", 2);
    RudePeer.connect(running().port, "/app/closing/midframe").write(0x81, 0x85, 1, 2, 3).reset();
    running().awaitClosed(route, "1006", 3);
    RudePeer unmasked = RudePeer.connect(running().port, "/app/closing/unmasked");
    unmasked.write(0x81, 0x04, '4', '0', '0', '3');
    running().awaitClosed(route, codeOfUnmaskedFrame(), 1);
    unmasked.vanish();
    Peer.connect(running().port, "/app/closing/idle").awaitClosed();
    running().awaitNoneActive(route);
    Exposition page = running().app.scrape();
    assertEquals(8, page.sum("websocket_connections_closed_total", "route", route));
    assertEquals(8, page.value("websocket_connections_total", "route", route));
    assertEquals(8, page.value("websocket_connection_duration_seconds_count", "route", route));
    assertEquals(
        0,
        page.sum("websocket_errors_total", "route", route),
        () -> page.series("websocket_errors_total").toString());
  }

  /** Whether the container itself never lets go of some sessions, and of what is known by them. */
  default boolean keepsSessions() {
    return false;
  }

  /** With {@code -Dsidelight.soak.rounds=1000} for as long as one likes. */
  @Test
  @Order(Integer.MAX_VALUE - 2)
  default void chaosLeavesNothingBehind() throws Exception {
    Chaos chaos = new Chaos(running().port, 42);
    int rounds = Integer.getInteger("sidelight.soak.rounds", 2);
    int kept = 0;
    for (int round = 0; round < rounds; round++) {
      chaos.peers(200);
      Await.until(
          "no connection",
          LIMIT,
          () -> running().app.scrape().sum("websocket_connections_active"),
          active -> active == 0);
      Exposition page = running().app.scrape();
      assertEquals(
          page.sum("websocket_connections_total"), page.sum("websocket_connections_closed_total"));
      assertEquals(0, page.sum("websocket_messages_pending"));
      int most = round == 0 || keepsSessions() ? Integer.MAX_VALUE : kept;
      kept =
          Await.until(
              "no more objects kept than after the first round: " + most,
              LIMIT,
              () ->
                  running().instances("WebSocketConnection")
                      + running().instances("WebSocketMessage")
                      + running().instances("WebSocketPart"),
              now -> now <= most);
    }
    assertEquals(0, running().app.scrape().sum("sidelight_advice_errors_total"));
  }

  @Test
  @Order(Integer.MAX_VALUE - 1)
  default void thousandPeersAtOnceVanishWithoutATrace() throws Exception {
    String route = "/app/echo/{room}";
    double before = running().closed(route, "1006");
    int keptBefore = running().instances("WebSocketConnection");
    running().vanish(1000, "/app/echo/vanishing", route);
    running().awaitClosed(route, "1006", before + 1000);
    running().awaitNoneActive(route);
    assertEquals(0, running().app.scrape().sum("websocket_connections_active"));
    Await.until(
        "no more connections kept than before",
        LIMIT,
        () -> running().instances("WebSocketConnection"),
        kept -> kept <= keptBefore);
  }

  @Test
  @Order(Integer.MAX_VALUE)
  default void stoppedApplicationHasNoConnections() throws Exception {
    String route = "/app/echo/{room}";
    Peer peer = Peer.connect(running().port, "/app/echo/stopped").send("still there");
    assertEquals("still there", peer.next());
    assertEquals(1, running().app.scrape().value("websocket_connections_active", "route", route));
    String code = codeOfStopping();
    double before = code.isEmpty() ? running().closed(route) : running().closed(route, code);
    running().stopApplication();
    Await.until(
        "one more closed with " + code,
        LIMIT,
        () -> code.isEmpty() ? running().closed(route) : running().closed(route, code),
        closed -> closed == before + 1);
    Exposition page = running().app.scrape();
    assertEquals(0, page.sum("websocket_connections_active"));
    assertEquals(0, page.sum("sidelight_advice_errors_total"), running().app::toString);
  }
}
