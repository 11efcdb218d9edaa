package io.sidelight.inst.tomcat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.example.gate.GateApp;
import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.Await;
import io.sidelight.test.Libraries;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The agent is attached while Tomcat is in the middle of a request, between two of our hooks. */
class AttachedInTheMiddleIT {
  private static final Path SERVERS = AgentJar.repository().resolve("instrumentations/servlet");
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Test
  void laterRequestsOfTheSameThreadCount() throws IOException {
    try (AppProcess app =
        AppProcess.builder()
            .agent(false)
            .classPathOf(GateApp.class)
            .classPath(Libraries.dir(SERVERS, "tomcat-9.0"))
            .main(GateApp.class)
            .start()) {
      URI hello = URI.create("http://localhost:" + app.port("listening at port (\\d+)") + "/hello");
      CompletableFuture<HttpResponse<String>> first = get(hello);
      int gate = app.port("stopped at gate (\\d+)");
      attach(app);
      app.sidecar();
      new Socket(InetAddress.getLoopbackAddress(), gate).close();
      assertEquals("hello", first.join().body());
      Await.until("calm", LIMIT, () -> app.scrape().sum("http_active_requests") == 0);
      double before = app.scrape().sum("http_requests_total");
      for (int i = 0; i < 3; i++) {
        assertEquals("hello", get(hello).join().body());
      }
      Await.until("three more", LIMIT, () -> app.scrape().sum("http_requests_total") == before + 3);
      assertEquals(0, app.scrape().sum("sidelight_advice_errors_total"));
    }
  }

  private static CompletableFuture<HttpResponse<String>> get(URI uri) {
    return HttpClient.newHttpClient()
        .sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static void attach(AppProcess app) {
    try (AppProcess command =
        AppProcess.builder()
            .agent(false)
            .jar(AgentJar.path())
            .args("attach", "" + app.pid(), "metrics.port=0", "traces.exporter=none")
            .start()) {
      assertEquals(0, command.awaitExit(LIMIT), command::toString);
    }
  }
}
