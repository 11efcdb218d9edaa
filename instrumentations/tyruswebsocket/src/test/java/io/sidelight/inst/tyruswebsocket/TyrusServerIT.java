package io.sidelight.inst.tyruswebsocket;

import example.tyrus.TyrusApp;
import io.sidelight.test.AgentJar;
import io.sidelight.test.Libraries;
import io.sidelight.test.websocket.EndContract;
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
 * A WebSocket application on several versions of Tyrus.
 *
 * <p>All tests of a version share its JVM, which takes longer to start than most tests.
 */
@ParameterizedClass
@ValueSource(strings = {"1.21", "2.2"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TyrusServerIT implements SpanContract, MessageContract, EndContract {
  private static final Path MODULE =
      AgentJar.repository().resolve("instrumentations/tyruswebsocket");

  private static Running running;

  /** What the application said does not stand in the failures of its client. */
  @RegisterExtension
  static final AfterTestExecutionCallback OUTPUT_OF_FAILED =
      test -> test.getExecutionException().ifPresent(failure -> System.out.println(running.app));

  TyrusServerIT(String tyrus) {}

  @BeforeParameterizedClassInvocation
  static void start(String tyrus, @TempDir Path folder) {
    List<Path> libraries = Libraries.dir(MODULE, "tyrus-" + tyrus);
    running = new Running(MODULE, TyrusApp.class, tyrus.startsWith("1."), libraries, folder);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    running.close();
  }

  @Override
  public String codeOfFailedOpening() {
    return "";
  }

  /** It does not care, and does what it is asked to. */
  @Override
  public String codeOfUnmaskedFrame() {
    return "4003";
  }

  /** It drops them. */
  @Override
  public String codeOfStopping() {
    return "1006";
  }

  @Override
  public boolean closesAfterFailedOpening() {
    return false;
  }

  @Override
  public Running running() {
    return running;
  }

  /** A reader that is as fast as the last part may be called once more, and finds nothing. */
  @Override
  public boolean readsPartsAsStream() {
    return false;
  }
}
