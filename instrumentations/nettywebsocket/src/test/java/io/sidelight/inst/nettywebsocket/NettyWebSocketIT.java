package io.sidelight.inst.nettywebsocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import example.netty.NettyServer;
import io.sidelight.test.AgentJar;
import io.sidelight.test.Libraries;
import io.sidelight.test.OtlpSpan;
import io.sidelight.test.websocket.OneRouteContract;
import io.sidelight.test.websocket.RudePeer;
import io.sidelight.test.websocket.Running;
import java.nio.file.Path;
import java.util.List;
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

/** A server made of the WebSocket handler of several versions of Netty. */
@ParameterizedClass
@ValueSource(strings = {"4.1.49", "4.2"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NettyWebSocketIT implements OneRouteContract {
  private static final Path MODULE =
      AgentJar.repository().resolve("instrumentations/nettywebsocket");

  private static Running running;

  /** What the application said does not stand in the failures of its client. */
  @RegisterExtension
  static final AfterTestExecutionCallback OUTPUT_OF_FAILED =
      test -> test.getExecutionException().ifPresent(failure -> System.out.println(running.app));

  NettyWebSocketIT(String version) {}

  @BeforeParameterizedClassInvocation
  static void start(String version, @TempDir Path folder) {
    List<Path> libraries = Libraries.dir(MODULE, "netty-" + version);
    running = new Running(MODULE, NettyServer.class, false, libraries, folder);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    running.close();
  }

  @Override
  public Running running() {
    return running;
  }

  @Override
  public String route() {
    return "/";
  }

  @Test
  void unknownVersionIsRefused() throws Exception {
    assertEquals("426", RudePeer.unheardOf(running.port, "/old"));
    OtlpSpan handshake = running.handshake("/old");
    assertEquals("GET /", handshake.name());
    assertEquals(426, handshake.number("http.response.status_code"));
    assertEquals(
        1, running.app.scrape().value("websocket_handshakes_refused_total", "status_code", "426"));
  }
}
