package io.sidelight.inst.httpurlconnection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.huc.HttpsApp;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.Await;
import io.sidelight.test.Exposition;
import io.sidelight.test.SelfSigned;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections over TLS, which are another class in front of the same one. */
class HttpsIT {
  private static final String PASSWORD = "changeit";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final ConcurrentLinkedQueue<List<String>> carried = new ConcurrentLinkedQueue<>();
  private HttpsServer server;

  @BeforeEach
  void serve() throws Exception {
    SelfSigned.keyStore(store(), PASSWORD);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store())) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext("/ok", exchange -> answer(exchange, 200));
    server.createContext("/missing", exchange -> answer(exchange, 404));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Path store() {
    return folder.resolve("keys.p12");
  }

  private void answer(HttpExchange exchange, int status) throws IOException {
    carried.add(exchange.getRequestHeaders().getOrDefault("traceparent", List.of()));
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(status, 4);
    exchange.getResponseBody().write(new byte[4]);
    exchange.close();
  }

  private AppProcessBuilder app() {
    return AppProcess.builder()
        .classPathOf(HttpsApp.class)
        .main(HttpsApp.class)
        .args("https://localhost:" + server.getAddress().getPort());
  }

  private AppProcessBuilder trusting() {
    return app()
        .jvmArgs(
            "-Djavax.net.ssl.trustStore=" + store(),
            "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
  }

  private static List<String> outcomes(AppProcess app) {
    app.awaitLine("^done$", LIMIT);
    return app.lines().stream().filter(line -> line.startsWith("outcome")).toList();
  }

  @Test
  void eachIsOneCall() {
    List<String> bare;
    try (AppProcess app = trusting().agent(false).start()) {
      bare = outcomes(app);
    }
    carried.clear();
    // Nobody listens there; spans are not looked at here.
    try (AppProcess app =
        trusting().env("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:1").start()) {
      assertEquals(bare, outcomes(app));
      Await.until("all calls", LIMIT, () -> app.scrape().sum("http_client_requests_total") == 4);
      Exposition page = app.scrape();
      assertEquals(
          2, page.value("http_client_requests_total", "method", "GET", "status_code", "200"));
      assertEquals(
          1, page.value("http_client_requests_total", "method", "GET", "status_code", "404"));
      assertEquals(
          1, page.value("http_client_requests_total", "method", "POST", "status_code", "200"));
      assertEquals(0, page.sum("sidelight_advice_errors_total"));
    }
    assertEquals(4, carried.size());
    assertTrue(carried.stream().allMatch(values -> values.size() == 1), carried.toString());
  }

  @Test
  void whomItDoesNotTrustItFails() {
    List<String> bare;
    try (AppProcess app = app().agent(false).start()) {
      bare = outcomes(app);
    }
    try (AppProcess app = app().env("OTEL_TRACES_EXPORTER", "none").start()) {
      assertEquals(bare, outcomes(app));
      Exposition page = app.scrape();
      assertEquals(5, page.value("http_client_errors_total", "host", "localhost", "type", "tls"));
      assertEquals(5, page.sum("http_client_requests_total"));
    }
  }
}
