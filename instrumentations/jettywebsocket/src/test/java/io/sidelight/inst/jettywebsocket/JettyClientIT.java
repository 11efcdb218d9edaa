package io.sidelight.inst.jettywebsocket;

import example.websocket.client.JsrClient;
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

/** A client of several versions of Jetty. */
@ParameterizedClass
@ValueSource(strings = {"9.4.0", "9.4", "10.0.0", "11.0", "12.1-ee11"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JettyClientIT implements ClientContract {
  private static final Path MODULE =
      AgentJar.repository().resolve("instrumentations/jettywebsocket");

  private static ClientRunning running;

  /** What the application said does not stand in the failures of its server. */
  @RegisterExtension
  static final AfterTestExecutionCallback OUTPUT_OF_FAILED =
      test -> test.getExecutionException().ifPresent(failure -> System.out.println(running.app));

  JettyClientIT(String version) {}

  @BeforeParameterizedClassInvocation
  static void start(String version, @TempDir Path folder) {
    boolean javax = version.startsWith("10.") || version.startsWith("9.");
    List<Path> libraries = Libraries.dir(MODULE, "jettyws-" + version);
    running = new ClientRunning(MODULE, JsrClient.class, javax, libraries, folder);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    running.close();
  }

  @Override
  public ClientRunning running() {
    return running;
  }

  @Override
  public boolean waitsForAnswer() {
    return false;
  }
}
