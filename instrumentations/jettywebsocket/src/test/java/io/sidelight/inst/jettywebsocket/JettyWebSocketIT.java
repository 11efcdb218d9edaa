package io.sidelight.inst.jettywebsocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import example.jetty.JettyApp;
import io.sidelight.test.AgentJar;
import io.sidelight.test.Libraries;
import io.sidelight.test.websocket.EndContract;
import io.sidelight.test.websocket.MessageContract;
import io.sidelight.test.websocket.Peer;
import io.sidelight.test.websocket.Running;
import io.sidelight.test.websocket.SpanContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A WebSocket application on several versions of Jetty.
 *
 * <p>All tests of a version share its JVM, which takes longer to start than most tests.
 */
@ParameterizedClass
@ValueSource(strings = {"9.4.0", "9.4", "10.0.0", "11.0", "12.0-ee10", "12.1-ee11"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JettyWebSocketIT implements SpanContract, MessageContract, EndContract {
  private static final Path MODULE =
      AgentJar.repository().resolve("instrumentations/jettywebsocket");

  private static Running running;

  /** Jetty 9.4 is not the same inside, and behaves otherwise in some ways. */
  private final boolean is9;

  /** What the application said does not stand in the failures of its client. */
  @RegisterExtension
  static final AfterTestExecutionCallback OUTPUT_OF_FAILED =
      test -> test.getExecutionException().ifPresent(failure -> System.out.println(running.app));

  JettyWebSocketIT(String jetty) {
    is9 = jetty.startsWith("9.");
  }

  @BeforeParameterizedClassInvocation
  static void start(String jetty, @TempDir Path folder) {
    boolean javax = jetty.startsWith("10.") || jetty.startsWith("9.");
    List<Path> libraries = Libraries.dir(MODULE, "jettyws-" + jetty);
    running = new Running(MODULE, JettyApp.class, javax, libraries, folder);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    running.close();
  }

  /** Its own messages are out of order then. */
  @Override
  public Set<String> unsupportedWays() {
    return Set.of("ping in parts");
  }

  @Override
  public String codeOfFailedOpening() {
    return "1011";
  }

  /** It drops them; 9.4 may wait for the peer's answer or not. */
  @Override
  public String codeOfStopping() {
    return is9 ? "" : "1006";
  }

  @Override
  public boolean readsOnAfterBadMessage() {
    return is9;
  }

  @Override
  public Running running() {
    return running;
  }

  @Test
  void jettysOwnApiIsMeasuredAsWell() throws Exception {
    String route = "/app/rooms/{room}";
    Peer peer = Peer.connect(running.port, "/app/rooms/7").send("hello");
    assertEquals("hello", peer.next());
    running.awaitMessages(route, "outbound", "text", 1);
    assertEquals(
        """
        CONSUMER receive /app/rooms/{room}
          PRODUCER send /app/rooms/{room}
        """,
        running.tree(running.linked(running.handshake("/app/rooms/7"), 1).get(0), 2));
    peer.send("fail").awaitClosed();
    running.awaitErrors(route, IllegalStateException.class, 1);
    running.awaitClosed(route, "1011", 1);
    running.awaitNoneActive(route);

    Peer other = Peer.connect(running.port, "/app/native/anywhere").send("hello");
    assertEquals("hello", other.next());
    other.close(1000);
    running.awaitClosed("/app/native/*", "1000", 1);
  }
}
