package io.sidelight.inst.javawebsocket;

import example.javawebsocket.JwsClient;
import io.sidelight.test.AgentJar;
import io.sidelight.test.Libraries;
import io.sidelight.test.websocket.ClientContract;
import io.sidelight.test.websocket.ClientRunning;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** A client of several versions of Java-WebSocket. */
@ParameterizedClass
@ValueSource(strings = {"1.4", "1.6"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JavaWebSocketClientIT implements ClientContract {
  private static final Path MODULE =
      AgentJar.repository().resolve("instrumentations/javawebsocket");

  private static ClientRunning running;

  /** What the application said does not stand in the failures of its server. */
  @RegisterExtension
  static final AfterTestExecutionCallback OUTPUT_OF_FAILED =
      test -> test.getExecutionException().ifPresent(failure -> System.out.println(running.app));

  JavaWebSocketClientIT(String version) {}

  @BeforeParameterizedClassInvocation
  static void start(String version, @TempDir Path folder) {
    List<Path> libraries = Libraries.dir(MODULE, "javawebsocket-" + version);
    running = new ClientRunning(MODULE, JwsClient.class, false, libraries, folder);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    running.close();
  }

  @Override
  public ClientRunning running() {
    return running;
  }
}
