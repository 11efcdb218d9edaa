package io.sidelight.inst.undertowwebsocket;

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

/** A client of several versions of Undertow. */
@ParameterizedClass
@ValueSource(strings = {"2.0", "2.3"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UndertowClientIT implements ClientContract {
  private static final Path MODULE =
      AgentJar.repository().resolve("instrumentations/undertowwebsocket");

  private static ClientRunning running;

  /** What the application said does not stand in the failures of its server. */
  @RegisterExtension
  static final AfterTestExecutionCallback OUTPUT_OF_FAILED =
      test -> test.getExecutionException().ifPresent(failure -> System.out.println(running.app));

  UndertowClientIT(String version) {}

  @BeforeParameterizedClassInvocation
  static void start(String version, @TempDir Path folder) {
    boolean javax = !version.equals("2.3");
    List<Path> libraries = Libraries.dir(MODULE, "undertowws-" + version);
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
}
