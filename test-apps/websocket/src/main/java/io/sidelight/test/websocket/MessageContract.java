package io.sidelight.test.websocket;

import static io.sidelight.test.websocket.Running.LIMIT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sidelight.test.Await;
import io.sidelight.test.Exposition;
import io.sidelight.test.OtlpSpan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Messages of every kind are counted once. */
public interface MessageContract {
  /** The application under test. */
  Running running();

  /** Ways of sending that the container itself does not support. */
  default Set<String> unsupportedWays() {
    return Set.of();
  }

  @Test
  default void everyWayToSendIsOneMessage() throws Exception {
    String route = "/app/sending";
    Peer peer = Peer.connect(running().port, route);
    List<String> ways =
        new ArrayList<>(
            List.of(
                "basic",
                "umlauts",
                "future",
                "handler",
                "bytes",
                "async bytes",
                "object",
                "parts",
                "batch",
                "stream",
                "writer",
                "ping in parts"));
    ways.removeAll(unsupportedWays());
    List<Object> received = new ArrayList<>();
    for (String way : ways) {
      peer.send(way);
      received.add(peer.next());
      if (way.equals("handler")) {
        received.add(peer.next());
      }
    }
    peer.send("ping").send("pong");
    List<String> texts =
        received.stream().filter(String.class::isInstance).map(String.class::cast).toList();
    int binaries = received.size() - texts.size();
    int pings = ways.contains("ping in parts") ? 2 : 1;
    running().awaitMessages(route, "outbound", "text", texts.size());
    running().awaitMessages(route, "outbound", "binary", binaries);
    running().awaitMessages(route, "outbound", "ping", pings);
    running().awaitMessages(route, "outbound", "pong", 1);
    running().awaitMessages(route, "inbound", "pong", pings);
    running().awaitMessages(route, "inbound", "text", ways.size() + 2);
    assertEquals(
        texts.stream().mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length).sum(),
        running().bytes(route, "outbound", "text"));
    assertEquals(10_000 * binaries, running().bytes(route, "outbound", "binary"));
    assertEquals(
        received.size(),
        running()
            .app
            .scrape()
            .sum("websocket_message_send_duration_seconds_count", "route", route));
    assertEquals(4 * pings, running().bytes(route, "outbound", "ping"));
    assertEquals(5, running().bytes(route, "outbound", "pong"));
    assertEquals(
        received.size(),
        running()
            .sink
            .awaitSpans(span -> span.name().equals("send " + route), received.size())
            .size());
    peer.close(1000);
    running().awaitClosed(route, "1000", 1);
  }

  @Test
  default void partsAreOneMessage() throws Exception {
    String route = "/app/partial";
    Peer peer = Peer.connect(running().port, route);
    peer.send("\u00e9ins", false).ping(0).send(" zwei", false).send(" drei", true);
    assertEquals("parts 3", peer.next());
    peer.send(20_000);
    assertEquals("binary", peer.next());
    running().awaitMessages(route, "inbound", "text", 1);
    running().awaitMessages(route, "inbound", "binary", 1);
    running().awaitMessages(route, "inbound", "ping", 1);
    running().awaitMessages(route, "outbound", "text", 2);
    assertEquals(15, running().bytes(route, "inbound", "text"));
    assertEquals(20_000, running().bytes(route, "inbound", "binary"));
    Exposition page = running().app.scrape();
    String handled = "websocket_message_handler_duration_seconds_count";
    assertEquals(1, page.value(handled, "route", route, "type", "text"));
    assertEquals(1, page.value(handled, "route", route, "type", "binary"));
    assertEquals(
        2, running().sink.awaitSpans(span -> span.name().equals("receive " + route), 2).size());
    peer.close(1000);
    running().awaitClosed(route, "1000", 1);
  }

  /** Whether the container calls a reader once for a message whose parts it waits for. */
  default boolean readsPartsAsStream() {
    return true;
  }

  @Test
  default void streamIsOneMessageOfTheThreadThatReadsIt() throws Exception {
    String route = "/app/reading";
    Peer peer = Peer.connect(running().port, route);
    if (readsPartsAsStream()) {
      peer.send("\u00e9ins", false).ping(3).send(" zwei", false).send(" drei", true);
    } else {
      peer.ping(3).send("\u00e9ins zwei drei");
    }
    assertEquals("characters 14", peer.next());
    peer.send("short");
    assertEquals("characters 5", peer.next());
    // Tomcat keeps no more than 8 KiB by default.
    peer.send(5000);
    assertEquals("bytes 5000", peer.next());
    running().awaitMessages(route, "inbound", "text", 2);
    running().awaitMessages(route, "inbound", "binary", 1);
    running().awaitMessages(route, "outbound", "text", 3);
    assertEquals(20, running().bytes(route, "inbound", "text"));
    assertEquals(3, running().bytes(route, "inbound", "ping"));
    assertEquals(5000, running().bytes(route, "inbound", "binary"));
    String handled = "websocket_message_handler_duration_seconds_count";
    assertEquals(2, running().app.scrape().value(handled, "route", route, "type", "text"));
    for (OtlpSpan message : running().linked(running().handshake(route), 3)) {
      assertEquals(
          """
          CONSUMER receive /app/reading
            PRODUCER send /app/reading
          """,
          running().tree(message, 2));
    }
    peer.send("fail");
    running().awaitErrors(route, ArithmeticException.class, 1);
    OtlpSpan failed =
        running()
            .sink
            .awaitSpans(span -> span.name().equals("receive " + route) && span.isError(), 1)
            .get(0);
    assertEquals("java.lang.ArithmeticException", failed.string("error.type"));
    peer.abandon();
    running().awaitNoneActive(route);
    assertEquals(1, running().app.scrape().sum("websocket_errors_total", "route", route));
  }

  @Test
  default void controlFramesAreCountedEvenIfTheirHandlerFails() {
    String route = "/app/echo/{room}";
    double pings = running().messages(route, "inbound", "ping");
    double pongs = running().messages(route, "inbound", "pong");
    double answers = running().messages(route, "outbound", "pong");
    Peer peer = Peer.connect(running().port, "/app/echo/control").ping(4).pong(2);
    running().awaitMessages(route, "inbound", "ping", pings + 1);
    running().awaitMessages(route, "outbound", "pong", answers + 1);
    running().awaitMessages(route, "inbound", "pong", pongs + 1);
    peer.pong(3);
    running().awaitMessages(route, "inbound", "pong", pongs + 2);
    running().awaitErrors(route, IllegalStateException.class, 1);
    peer.abandon();
  }

  @Test
  default void hundredThousandMessagesAreAllCounted() throws Exception {
    String route = "/app/echo/{room}";
    int peers = 100;
    int each = 1000;
    double in =
        running().messages(route, "inbound", "text")
            + running().messages(route, "inbound", "binary");
    double out =
        running().messages(route, "outbound", "text")
            + running().messages(route, "outbound", "binary");
    Flood.echo(running().port, "/app/echo/", peers, each);
    Await.until(
        "all messages",
        LIMIT,
        () ->
            running().messages(route, "outbound", "text")
                + running().messages(route, "outbound", "binary"),
        counted -> counted >= out + peers * each);
    assertEquals(
        out + peers * each,
        running().messages(route, "outbound", "text")
            + running().messages(route, "outbound", "binary"));
    assertEquals(
        in + peers * each,
        running().messages(route, "inbound", "text")
            + running().messages(route, "inbound", "binary"));
  }
}
