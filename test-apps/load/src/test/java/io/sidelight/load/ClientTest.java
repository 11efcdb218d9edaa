package io.sidelight.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientTest {
  private static final long STALL_NANOS = 500_000_000;

  private final AtomicInteger requests = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private String address;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/well", exchange -> answer(exchange, 200));
    server.createContext("/failing", exchange -> answer(exchange, 500));
    server.createContext("/stalling", this::stall);
    server.setExecutor(threads);
    server.start();
    address = "http://localhost:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange, int status) throws IOException {
    requests.incrementAndGet();
    exchange.sendResponseHeaders(status, 3);
    exchange.getResponseBody().write(new byte[3]);
    exchange.close();
  }

  /** The first request, for as long as many others are due. */
  private void stall(HttpExchange exchange) throws IOException {
    if (requests.get() == 0) {
      LockSupport.parkNanos(STALL_NANOS);
    }
    requests.incrementAndGet();
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private Client.Result run(String path, int connections, int rate) throws InterruptedException {
    return new Client(URI.create(address + path), rate, 0, 1).run(connections);
  }

  @Test
  void everyAnswerIsCounted() throws InterruptedException {
    Client.Result result = run("/well", 4, 0);
    assertEquals(requests.get(), result.latencies().getTotalCount());
    assertEquals(0, result.errors());
  }

  @Test
  void failuresAreNoLatencies() throws InterruptedException {
    Client.Result result = run("/failing", 1, 0);
    assertEquals(0, result.latencies().getTotalCount());
    assertEquals(requests.get(), result.errors());
  }

  @Test
  void whatIsDueWhileTheServerStallsHasWaited() throws InterruptedException {
    Client.Result result = run("/stalling", 1, 200);
    // Of 200, those of the first half second: that its requests came late is the server's doing.
    assertTrue(
        result.latencies().getCountBetweenValues(STALL_NANOS / 5, Long.MAX_VALUE / 2) >= 50,
        result::toString);
    assertEquals(200, result.latencies().getTotalCount());
  }
}
