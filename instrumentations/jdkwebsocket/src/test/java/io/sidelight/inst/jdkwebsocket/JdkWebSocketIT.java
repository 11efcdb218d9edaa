package io.sidelight.inst.jdkwebsocket;

import example.jdkwebsocket.JdkClient;
import io.sidelight.test.AgentJar;
import io.sidelight.test.websocket.ClientContract;
import io.sidelight.test.websocket.ClientRunning;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A client of the JDK's own. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JdkWebSocketIT implements ClientContract {
  private static final Path MODULE = AgentJar.repository().resolve("instrumentations/jdkwebsocket");

  private static ClientRunning running;

  /** What the application said does not stand in the failures of its server. */
  @RegisterExtension
  static final AfterTestExecutionCallback OUTPUT_OF_FAILED =
      test -> test.getExecutionException().ifPresent(failure -> System.out.println(running.app));

  @BeforeAll
  static void start(@TempDir Path folder) {
    running = new ClientRunning(MODULE, JdkClient.class, false, List.of(), folder);
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Override
  public ClientRunning running() {
    return running;
  }
}
