package io.sidelight.inst.uncaught;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.test.AppProcess;
import io.sidelight.test.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UncaughtIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Test
  void countsWhatEndsAThreadAndNothingElse() throws Exception {
    try (AppProcess app =
        AppProcess.builder()
            .classPathOf(DyingThreads.class)
            .main(DyingThreads.class)
            .agentArg("traces.exporter", "none")
            .start()) {
      int port = app.port("listening on (\\d+)");
      Await.until(
          "java.lang.Thread is woven",
          LIMIT,
          () ->
              app.scrape()
                  .has("sidelight_classes_transformed_total", "instrumentation", "uncaught"));

      endThreads(port, 7);

      assertEquals(
          7,
          app.scrape()
              .value("uncaught_exceptions_total", "type", "java.lang.IllegalStateException"));
      assertEquals(1, app.scrape().series("uncaught_exceptions_total").size());
      // Handlers of the application's run as ever: half of the threads had none, and were printed.
      assertEquals(
          3, app.lines().stream().filter(line -> line.startsWith("Exception in thread")).count());
      assertTrue(app.isAlive());
    }
  }

  private static void endThreads(int port, int count) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(count);
      assertEquals(count, socket.getInputStream().read());
    }
  }
}
