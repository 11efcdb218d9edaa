package io.sidelight.inst.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import example.websocket.WebSocketApp;
import io.sidelight.test.AgentJar;
import io.sidelight.test.Await;
import io.sidelight.test.Exposition;
import io.sidelight.test.Libraries;
import io.sidelight.test.websocket.Flood;
import io.sidelight.test.websocket.Running;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** So many messages that nobody wants the traces of all: counted exactly, traced in part. */
class BusyIT {
  private static final Path MODULE = AgentJar.repository().resolve("instrumentations/websocket");
  private static final String ROUTE = "/app/echo/{room}";
  private static final int PEERS = 100;
  private static final int EACH = 1000;
  private static final int TRACES = 20;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void countsAllAndTracesAsManyAsAreWanted() throws Exception {
    List<Path> tomcat = Libraries.dir(MODULE, "tomcat-11.0.14");
    try (Running running = new Running(MODULE, WebSocketApp.class, false, tomcat, folder, TRACES)) {
      Instant begin = Instant.now();
      Flood.echo(running.port, "/app/echo/", PEERS, EACH);
      Exposition page =
          Await.until("all messages", LIMIT, running.app::scrape, now -> sent(now) == PEERS * EACH);
      assertEquals(PEERS * EACH, messages(page, "inbound"), page.text());
      assertEquals(PEERS * EACH, messages(page, "outbound"), page.text());
      assertEquals(PEERS, page.value("websocket_connections_total", "route", ROUTE));

      // As many as may have begun in between.
      long seconds = Duration.between(begin, Instant.now()).toSeconds() + 2;
      double leftOut = page.value("websocket_traces_left_out_total", "route", ROUTE);
      double traced = PEERS * EACH - leftOut;
      assertTrue(traced >= TRACES, page.text());
      assertTrue(traced <= TRACES * seconds, traced + " in " + seconds + " s");
      assertEquals(
          (int) traced,
          running
              .sink
              .awaitSpans(span -> span.name().equals("receive " + ROUTE), (int) traced)
              .size());
      assertEquals(0, page.sum("sidelight_spans_dropped_total"), page.text());
      assertEquals(0, page.sum("sidelight_advice_errors_total"), page.text());
    }
  }

  private static double sent(Exposition page) {
    return messages(page, "outbound");
  }

  private static double messages(Exposition page, String direction) {
    return page.sum("websocket_messages_total", "route", ROUTE, "direction", direction);
  }
}
