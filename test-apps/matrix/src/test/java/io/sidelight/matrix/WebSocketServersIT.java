package io.sidelight.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sidelight.test.AgentJar;
import io.sidelight.test.Await;
import io.sidelight.test.Exposition;
import io.sidelight.test.JavaxTwin;
import io.sidelight.test.OtlpSpan;
import io.sidelight.test.SpanTree;
import io.sidelight.test.websocket.Links;
import io.sidelight.test.websocket.Peer;
import io.sidelight.test.websocket.RudePeer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An endpoint deployed to servers whose WebSocket is another's, embedded in their own way. */
class WebSocketServersIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int MANY = 50;
  private static final String ROUTE = "/app/echo/{room}";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"WILDFLY_26", "WILDFLY_39", "TOMEE_8", "TOMEE_9", "PAYARA_5", "PAYARA_6"})
  void measuresConnectionsAndMessages(Server server) throws Exception {
    Assumptions.assumeTrue(server.isWanted());
    Assumptions.assumeTrue(server.remark().isEmpty(), server::remark);
    Path classes = AgentJar.repository().resolve("test-apps/websocket/target/classes");
    Path war =
        War.create(
            folder.resolve("war"),
            List.of(server.jakarta ? classes : JavaxTwin.of(classes, folder.resolve("javax"))),
            path -> path.equals("example/websocket/EchoEndpoint.class"),
            Map.of("static.txt", "static content"),
            List.of());
    try (Running running = new Running(server, folder.resolve("server"), true, war)) {
      running.awaitDeployed(Scenario.get("static file", "/static.txt"));
      Peer peer = Peer.connect(running.port, "/app/echo/7").send("hello").ping(4);
      assertEquals("hello", peer.next());
      peer.send(1000);
      assertEquals(1000, peer.next());
      OtlpSpan handshake =
          running.sink.awaitSpans(span -> "/app/echo/7".equals(span.string("url.path")), 1).get(0);
      assertEquals("GET " + ROUTE, handshake.name());
      assertEquals(101, handshake.number("http.response.status_code"));
      OtlpSpan message = Links.to(handshake, running.sink, 2).get(0);
      assertEquals(
          """
          CONSUMER receive /app/echo/{room}
            PRODUCER send /app/echo/{room}
          """,
          SpanTree.of(running.sink.awaitSpans(s -> s.traceId().equals(message.traceId()), 2)));
      assertEquals(
          1, running.process.scrape().value("websocket_connections_active", "route", ROUTE));
      peer.close(1000);
      awaitClosed(running, "1000", 1);
      // At once: Payara may not have got as far as to read, and then tells the endpoint nothing.
      for (int i = 0; i < MANY; i++) {
        RudePeer.connect(running.port, "/app/echo/8").reset();
      }
      awaitClosed(running, "1006", MANY);
      Exposition page = running.process.scrape();
      assertEquals(0, page.value("websocket_connections_active", "route", ROUTE), page.text());
      for (String direction : List.of("inbound", "outbound")) {
        for (String type : List.of("text", "binary")) {
          assertEquals(1, messages(page, direction, type), page.text());
        }
      }
      assertEquals(1, messages(page, "inbound", "ping"), page.text());
      assertEquals(0, page.sum("websocket_errors_total"), page.text());
      assertEquals(0, page.sum("sidelight_advice_errors_total"), running.process::toString);
    }
  }

  private static void awaitClosed(Running running, String code, int count) {
    Await.until(
        "connections closed with " + code,
        LIMIT,
        () ->
            running
                .process
                .scrape()
                .sum("websocket_connections_closed_total", "route", ROUTE, "code", code),
        closed -> closed == count);
  }

  private static double messages(Exposition page, String direction, String type) {
    return page.value(
        "websocket_messages_total", "route", ROUTE, "direction", direction, "type", type);
  }
}
