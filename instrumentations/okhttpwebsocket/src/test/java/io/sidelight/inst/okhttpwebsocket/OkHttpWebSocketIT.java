package io.sidelight.inst.okhttpwebsocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import example.okhttp.OkHttpSocketClient;
import io.sidelight.test.AgentJar;
import io.sidelight.test.Libraries;
import io.sidelight.test.websocket.ClientContract;
import io.sidelight.test.websocket.ClientRunning;
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

/** A client of several versions of OkHttp. */
@ParameterizedClass
@ValueSource(strings = {"3.5", "3.14", "4.12", "5.5"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OkHttpWebSocketIT implements ClientContract {
  private static final Path MODULE =
      AgentJar.repository().resolve("instrumentations/okhttpwebsocket");

  private static ClientRunning running;

  /** What the application said does not stand in the failures of its server. */
  @RegisterExtension
  static final AfterTestExecutionCallback OUTPUT_OF_FAILED =
      test -> test.getExecutionException().ifPresent(failure -> System.out.println(running.app));

  OkHttpWebSocketIT(String okhttp) {}

  @BeforeParameterizedClassInvocation
  static void start(String okhttp, @TempDir Path folder) {
    List<Path> libraries = Libraries.dir(MODULE, "okhttp-" + okhttp);
    running = new ClientRunning(MODULE, OkHttpSocketClient.class, false, libraries, folder);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    running.close();
  }

  @Test
  void whatIsSentBeforeTheConnectionIsOpenCountsOnceItIsWritten() throws Exception {
    String[] texts = {"host", "localhost", "direction", "outbound", "type", "text"};
    double before = running.messages("outbound", "text");
    running.connect("/early");
    assertEquals("before it is open", running.server.next("/early"));
    running.await("messages_total", before + 1, texts);
    running.server.push("/control", "connect /nobody");
    running.sink.awaitSpans(span -> span.name().equals("send localhost") && span.isError(), 1);
    running.await("messages_pending", 0, "host", "localhost");
    assertEquals(before + 1, running.messages("outbound", "text"));
    running.server.drop("/early");
  }

  @Override
  public ClientRunning running() {
    return running;
  }

  /** Only at intervals, by itself. */
  @Override
  public boolean canPing() {
    return false;
  }

  @Override
  public boolean canSendParts() {
    return false;
  }
}
