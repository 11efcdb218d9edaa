package io.sidelight.inst.websocket;

import example.websocket.WebSocketApp;
import io.sidelight.test.AgentJar;
import io.sidelight.test.Libraries;
import io.sidelight.test.websocket.EndContract;
import io.sidelight.test.websocket.MemberContract;
import io.sidelight.test.websocket.MessageContract;
import io.sidelight.test.websocket.Running;
import io.sidelight.test.websocket.SpanContract;
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

/**
 * A WebSocket application on several versions of Tomcat.
 *
 * <p>What is asserted stands in the contracts. All tests of a version share its JVM, which takes
 * longer to start than most tests.
 */
@ParameterizedClass
@ValueSource(strings = {"8.5.100", "9.0.1", "9.0.112", "10.1.49", "11.0.14"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WebSocketIT implements SpanContract, MessageContract, EndContract, MemberContract {
  private static final Path MODULE = AgentJar.repository().resolve("instrumentations/websocket");

  private static Running running;
  private static String version;

  /** What the application said does not stand in the failures of its client. */
  @RegisterExtension
  static final AfterTestExecutionCallback OUTPUT_OF_FAILED =
      test -> test.getExecutionException().ifPresent(failure -> System.out.println(running.app));

  WebSocketIT(String tomcat) {}

  @BeforeParameterizedClassInvocation
  static void start(String tomcat, @TempDir Path folder) {
    version = tomcat;
    boolean javax = tomcat.startsWith("8.") || tomcat.startsWith("9.");
    List<Path> libraries = Libraries.dir(MODULE, "tomcat-" + tomcat);
    running = new Running(MODULE, WebSocketApp.class, javax, libraries, folder);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    running.close();
  }

  @Override
  public boolean keepsSessions() {
    return version.equals("9.0.1");
  }

  @Override
  public Running running() {
    return running;
  }
}
