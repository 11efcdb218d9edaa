package io.sidelight.inst.javawebsocket;

import example.javawebsocket.JwsServer;
import io.sidelight.test.AgentJar;
import io.sidelight.test.Libraries;
import io.sidelight.test.websocket.OneRouteContract;
import io.sidelight.test.websocket.Running;
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

/** A server of several versions of Java-WebSocket. */
@ParameterizedClass
@ValueSource(strings = {"1.4", "1.5", "1.6"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JavaWebSocketServerIT implements OneRouteContract {
  private static final Path MODULE =
      AgentJar.repository().resolve("instrumentations/javawebsocket");

  private static Running running;

  /** What the application said does not stand in the failures of its client. */
  @RegisterExtension
  static final AfterTestExecutionCallback OUTPUT_OF_FAILED =
      test -> test.getExecutionException().ifPresent(failure -> System.out.println(running.app));

  JavaWebSocketServerIT(String version) {}

  @BeforeParameterizedClassInvocation
  static void start(String version, @TempDir Path folder) {
    List<Path> libraries = Libraries.dir(MODULE, "javawebsocket-" + version);
    running = new Running(MODULE, JwsServer.class, false, libraries, folder);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    running.close();
  }

  @Override
  public Running running() {
    return running;
  }

  /** Its selector may take back, when it has written, the interest that a worker has just shown. */
  @Override
  public boolean isForgetful() {
    return true;
  }

  @Override
  public String route() {
    return "/*";
  }
}
