package io.sidelight.test.websocket;

import static io.sidelight.test.websocket.ClientRunning.HOST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.test.Await;
import io.sidelight.test.OtlpSpan;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Connections that an application makes, whatever its client is. */
public interface ClientContract {
  /** The client under test. */
  ClientRunning running();

  /** Whether the client has a way to send a ping. */
  default boolean canPing() {
    return true;
  }

  /** Whether the client has a way to send a text in parts. */
  default boolean canSendParts() {
    return true;
  }

  /**
   * Whether the client leaves its side of the stream open when it has sent a close frame. If it
   * does not, the server may take that for the end, and the client be told 1006.
   */
  default boolean waitsForAnswer() {
    return true;
  }

  /** Whether the client tells of pings that come. */
  default boolean seesPings() {
    return true;
  }

  @Test
  default void messageIsATraceOfItsOwnLinkedToTheHandshake() throws Exception {
    String path = "/message";
    running().connect(path);
    running().server.push(path, "h\u00e9llo \u20ac");
    assertEquals("h\u00e9llo \u20ac", running().server.next(path));
    OtlpSpan handshake = running().handshake(path);
    assertEquals("CLIENT", handshake.kind());
    assertEquals("GET", handshake.name());
    assertEquals(101, handshake.number("http.response.status_code"));
    assertEquals(
        "00-" + handshake.traceId() + "-" + handshake.spanId() + "-01",
        running().server.traceParent(path));
    List<OtlpSpan> roots = Links.to(handshake, running().sink, 1);
    assertEquals(
        """
        CONSUMER receive localhost
          PRODUCER send localhost
        """,
        running().tree(roots.get(0), 2));
    assertEquals(
        Map.of(
            "network.protocol.name",
            "websocket",
            "server.address",
            HOST,
            "server.port",
            (long) running().server.getPort(),
            "websocket.message.type",
            "text",
            "websocket.message.size",
            10L),
        roots.get(0).attributes());
    running().server.connection(path).close(1000);
  }

  @Test
  default void everyKindOfMessageIsCountedOnce() throws Exception {
    String path = "/kinds";
    running().connect(path);
    double[] before = counts();
    running().server.push(path, "binary 1000");
    assertEquals(1000, running().server.next(path));
    running().server.push(path, 500);
    running().server.pushParts(path, "ein", "\u00e4");
    assertEquals("ein\u00e4", running().server.next(path));
    running().server.ping(path, 4);
    int orders = 1;
    if (canSendParts()) {
      running().server.push(path, "parts one two");
      assertEquals("onetwo", running().server.next(path));
      orders++;
    }
    if (canPing()) {
      running().server.push(path, "ping 3");
      orders++;
    }
    running().server.push(path, "last");
    assertEquals("last", running().server.next(path));
    int texts = orders + 2;
    int sent = 2 + (canSendParts() ? 1 : 0);
    int pings = seesPings() ? 1 : 0;
    running().await("messages_total", before[0] + texts, in("text"));
    running().await("messages_total", before[1] + 1, in("binary"));
    running().await("messages_total", before[2] + pings, in("ping"));
    running().await("messages_total", before[3] + sent, out("text"));
    running().await("messages_total", before[4] + 1, out("binary"));
    running().await("messages_total", before[5] + pings, out("pong"));
    if (canPing()) {
      running().await("messages_total", before[6] + 1, out("ping"));
      running().await("messages_total", before[7] + 1, in("pong"));
    }
    assertEquals(before[8] + 500, running().bytes("inbound", "binary"));
    assertEquals(before[9] + 1000, running().bytes("outbound", "binary"));
    running().server.connection(path).close(1000);
  }

  private double[] counts() {
    return new double[] {
      running().messages("inbound", "text"),
      running().messages("inbound", "binary"),
      running().messages("inbound", "ping"),
      running().messages("outbound", "text"),
      running().messages("outbound", "binary"),
      running().messages("outbound", "pong"),
      running().messages("outbound", "ping"),
      running().messages("inbound", "pong"),
      running().bytes("inbound", "binary"),
      running().bytes("outbound", "binary"),
    };
  }

  private static String[] in(String type) {
    return new String[] {"host", HOST, "direction", "inbound", "type", type};
  }

  private static String[] out(String type) {
    return new String[] {"host", HOST, "direction", "outbound", "type", type};
  }

  @Test
  default void failureOfAHandlerIsCountedAndShownOnTheSpan() {
    String path = "/fail";
    running().connect(path);
    running().server.push(path, "fail");
    running().await("errors_total", 1, "host", HOST, "type", IllegalStateException.class.getName());
    OtlpSpan failed = Links.to(running().handshake(path), running().sink, 1).get(0);
    assertTrue(failed.isError());
    assertEquals("asked to", failed.events("exception").get(0).get("exception.message"));
    running().server.drop(path);
  }

  @Test
  default void everyEndIsCountedByItsCode() {
    running().connect("/end/server");
    running().server.connection("/end/server").close(4001);
    running().await("connections_closed_total", 1, "host", HOST, "code", "4001");
    double broken = running().sum("connections_closed_total", "host", HOST, "code", "1006");
    running().connect("/end/client");
    running().server.push("/end/client", "close 4002");
    if (waitsForAnswer()) {
      running().await("connections_closed_total", 1, "host", HOST, "code", "4002");
    } else {
      Await.until(
          "an end as the client tells it",
          Running.LIMIT,
          () ->
              running().sum("connections_closed_total", "host", HOST, "code", "4002")
                  + running().sum("connections_closed_total", "host", HOST, "code", "1006"),
          ended -> ended == broken + 1);
    }
    double before = running().sum("connections_closed_total", "host", HOST, "code", "1006");
    double opened = running().sum("connections_total", "host", HOST);
    running().connect("/end/drop");
    // A reset may take back an answer that the client has not read yet.
    running().await("connections_total", opened + 1, "host", HOST);
    running().server.drop("/end/drop");
    running().await("connections_closed_total", before + 1, "host", HOST, "code", "1006");
  }

  @Test
  default void manyMessagesOverManyConnectionsAreAllCounted() throws Exception {
    int connections = 20;
    int each = 500;
    List<String> paths = IntStream.range(0, connections).mapToObj(n -> "/many/" + n).toList();
    paths.forEach(running()::connect);
    double in = running().messages("inbound", "text");
    double out = running().messages("outbound", "text");
    for (int n = 0; n < each; n++) {
      for (String path : paths) {
        running().server.push(path, "text " + n);
      }
    }
    for (String path : paths) {
      for (int n = 0; n < each; n++) {
        assertEquals("text " + n, running().server.next(path));
      }
    }
    running().await("messages_total", in + connections * each, in("text"));
    running().await("messages_total", out + connections * each, out("text"));
    paths.forEach(path -> running().server.connection(path).close(1000));
  }

  @Test
  @Order(Integer.MAX_VALUE)
  default void gaugeComesBackWhenTheServerIsGone() {
    running().await("connections_active", 1, "host", HOST);
    assertEquals(0, running().app.scrape().sum("sidelight_advice_errors_total"));
    running().server.drop("/control");
    running().await("connections_active", 0, "host", HOST);
    assertEquals(
        running().sum("connections_total", "host", HOST),
        running().sum("connections_closed_total", "host", HOST));
  }
}
