package io.sidelight.inst.undertowwebsocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import example.undertow.UndertowApp;
import example.undertow.WorkerApp;
import io.sidelight.test.AgentJar;
import io.sidelight.test.Libraries;
import io.sidelight.test.OtlpSpan;
import io.sidelight.test.websocket.EndContract;
import io.sidelight.test.websocket.MemberContract;
import io.sidelight.test.websocket.MessageContract;
import io.sidelight.test.websocket.Peer;
import io.sidelight.test.websocket.Running;
import io.sidelight.test.websocket.SpanContract;
import java.io.IOException;
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
 * A WebSocket application on several versions of Undertow, with endpoints called by I/O threads and
 * by workers.
 *
 * <p>All tests of a version share its JVM, which takes longer to start than most tests.
 */
@ParameterizedClass
@ValueSource(strings = {"2.0", "2.2 workers", "2.3", "2.3 workers"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UndertowWebSocketIT implements SpanContract, MessageContract, EndContract, MemberContract {
  private static final Path MODULE =
      AgentJar.repository().resolve("instrumentations/undertowwebsocket");

  private static Running running;
  private static String version;
  private static boolean isDispatched;

  /** What the application said does not stand in the failures of its client. */
  @RegisterExtension
  static final AfterTestExecutionCallback OUTPUT_OF_FAILED =
      test -> test.getExecutionException().ifPresent(failure -> System.out.println(running.app));

  UndertowWebSocketIT(String undertow) {}

  @BeforeParameterizedClassInvocation
  static void start(String undertow, @TempDir Path folder) {
    isDispatched = undertow.endsWith(" workers");
    version = undertow.substring(0, 3);
    List<Path> libraries = Libraries.dir(MODULE, "undertowws-" + version);
    Class<?> main = isDispatched ? WorkerApp.class : UndertowApp.class;
    running = new Running(MODULE, main, !version.equals("2.3"), libraries, folder);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    running.close();
  }

  /** A request that is refused goes on to the next filter, and there is none. */
  @Override
  public String statusOfRefusal() {
    return "404";
  }

  @Override
  public String codeOfFailedOpening() {
    return "1000";
  }

  @Override
  public String codeOfUnmaskedFrame() {
    return version.equals("2.2") ? "1003" : "1002";
  }

  @Override
  public boolean closesAfterFailedOpening() {
    return false;
  }

  /** An I/O thread must not wait until there is room in a stream. */
  @Override
  public Set<String> unsupportedWays() {
    return isDispatched ? Set.of() : Set.of("stream");
  }

  @Override
  public Running running() {
    return running;
  }

  @Test
  void undertowsOwnApiIsMeasuredAsWell() throws Exception {
    String route = "/rooms/{room}";
    Peer peer = Peer.connect(running.port, "/rooms/7");
    assertEquals("welcome", peer.next());
    OtlpSpan handshake = running.handshake("/rooms/7");
    assertEquals(
        "send " + route,
        running
            .sink
            .awaitSpans(span -> span.parentId().equals(handshake.spanId()), 1)
            .get(0)
            .name());
    peer.send("h\u00e9llo");
    assertEquals("h\u00e9llo", peer.next());
    running.awaitMessages(route, "outbound", "text", 2);
    assertEquals(6, running.bytes(route, "inbound", "text"));
    assertEquals(
        """
        CONSUMER receive /rooms/{room}
          PRODUCER send /rooms/{room}
        """,
        running.tree(running.linked(handshake, 1).get(0), 2));
    peer.send("fail").awaitClosed();
    running.awaitErrors(route, IOException.class, 1);
    running.awaitClosed(route, "1006", 1);
    running.awaitNoneActive(route);

    Peer other = Peer.connect(running.port, "/native/anywhere");
    assertEquals("welcome", other.next());
    other.close(1000);
    running.awaitClosed("/native", "1000", 1);
  }
}
