package io.sidelight.inst.javawebsocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import example.javawebsocket.JwsServer;
import io.sidelight.test.AgentJar;
import io.sidelight.test.Await;
import io.sidelight.test.Exposition;
import io.sidelight.test.Libraries;
import io.sidelight.test.OtlpSpan;
import io.sidelight.test.websocket.Flood;
import io.sidelight.test.websocket.Peer;
import io.sidelight.test.websocket.RudePeer;
import io.sidelight.test.websocket.Running;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** A server of several versions of Java-WebSocket. All tests have one route: so has the server. */
@ParameterizedClass
@ValueSource(strings = {"1.4", "1.5", "1.6"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JavaWebSocketServerIT {
  private static final Path MODULE =
      AgentJar.repository().resolve("instrumentations/javawebsocket");
  private static final String ROUTE = "/*";

  private static Running running;

  /** What the application said does not stand in the failures of its client. */
  @RegisterExtension
  static final AfterTestExecutionCallback OUTPUT_OF_FAILED =
      test -> test.getExecutionException().ifPresent(failure -> System.out.println(running.app));

  JavaWebSocketServerIT(String version) {}

  @BeforeParameterizedClassInvocation
  static void start(String version, @TempDir Path folder) {
    List<Path> libraries = Libraries.dir(MODULE, "javawebsocket-" + version);
    running = new Running(MODULE, JwsServer.class, false, libraries, folder);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    running.close();
  }

  @Test
  @Order(1)
  void handshakeIsARequestAndAMessageATraceLinkedToIt() throws Exception {
    Peer peer = Peer.connect(running.port, "/rooms/7/greeting?token=secret");
    assertEquals("welcome", peer.next());
    OtlpSpan handshake = running.handshake("/rooms/7/greeting");
    assertEquals("SERVER", handshake.kind());
    assertEquals("GET " + ROUTE, handshake.name());
    assertEquals(101, handshake.number("http.response.status_code"));
    assertEquals(
        "send " + ROUTE,
        running
            .sink
            .awaitSpans(span -> span.parentId().equals(handshake.spanId()), 1)
            .get(0)
            .name());
    peer.send("h\u00e9llo");
    assertEquals("h\u00e9llo", peer.next());
    assertEquals(
        """
        CONSUMER receive /*
          PRODUCER send /*
        """,
        running.tree(running.linked(handshake, 1).get(0), 2));
    assertEquals(6, running.bytes(ROUTE, "inbound", "text"));
    peer.ping(4).pong(3);
    running.awaitMessages(ROUTE, "inbound", "ping", 1);
    running.awaitMessages(ROUTE, "inbound", "pong", 1);
    running.awaitMessages(ROUTE, "outbound", "pong", 1);
    peer.close(1000);
    running.awaitClosed(ROUTE, "1000", 1);
    assertEquals(0, running.app.scrape().sum("http_active_requests"));
  }

  @Test
  @Order(2)
  void failuresAndEndsAreCounted() throws Exception {
    Peer failing = Peer.connect(running.port, "/fail").send("fail");
    running.awaitErrors(ROUTE, IllegalStateException.class, 1);
    assertTrue(running.linked(running.handshake("/fail"), 1).get(0).isError());
    failing.abandon();
    Peer opening = Peer.connect(running.port, "/open");
    running.awaitErrors(ROUTE, UnsupportedOperationException.class, 1);
    opening.close(4242);
    running.awaitClosed(ROUTE, "4242", 1);
    assertEquals(4001, Peer.connect(running.port, "/close").send("close").awaitClosed());
    running.awaitClosed(ROUTE, "4001", 1);
    running.awaitNoneActive(ROUTE);
    double gone = running.closed(ROUTE, "1006");
    RudePeer.connect(running.port, "/vanish").vanish();
    running.awaitClosed(ROUTE, "1006", gone + 1);
    RudePeer.connect(running.port, "/reset").reset();
    running.awaitClosed(ROUTE, "1006", gone + 2);
    running.awaitNoneActive(ROUTE);
  }

  @Test
  @Order(3)
  void hundredThousandMessagesAreAllCounted() throws Exception {
    double in = running.messages(ROUTE, "inbound", "text");
    double binary = running.messages(ROUTE, "inbound", "binary");
    double out = running.messages(ROUTE, "outbound", "text");
    Flood.echo(running.port, "/echo/", 100, 1000);
    running.awaitMessages(ROUTE, "inbound", "text", in + 50_000);
    running.awaitMessages(ROUTE, "inbound", "binary", binary + 50_000);
    running.awaitMessages(ROUTE, "outbound", "text", out + 50_000);
    running.awaitMessages(ROUTE, "outbound", "binary", binary + 50_000);
  }

  @Test
  @Order(4)
  void thousandPeersVanishWithoutATrace() throws Exception {
    double gone = running.closed(ROUTE, "1006");
    int keptBefore = running.instances("WebSocketConnection");
    for (int i = 0; i < 1000; i++) {
      RudePeer peer = RudePeer.connect(running.port, "/vanishing");
      if (i % 2 == 0) {
        peer.vanish();
      } else {
        peer.reset();
      }
    }
    running.awaitClosed(ROUTE, "1006", gone + 1000);
    running.awaitNoneActive(ROUTE);
    Await.until(
        "no more connections kept than before",
        Running.LIMIT,
        () -> running.instances("WebSocketConnection"),
        kept -> kept <= keptBefore);
    Exposition page = running.app.scrape();
    assertEquals(0, page.sum("sidelight_advice_errors_total"), running.app::toString);
  }
}
