package io.sidelight.dist;

import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The application {@code test-apps/shop} in a JVM of its own, and a client of it. */
final class Shop implements AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AppProcess process;
  private final int port;

  Shop(AppProcessBuilder builder) {
    process =
        builder
            .jar(AgentJar.repository().resolve("test-apps/shop/target/shop.jar"))
            .args("--port", "0")
            .start();
    port = process.port("shop listening on http://localhost:(\\d+)");
  }

  AppProcess process() {
    return process;
  }

  /** The status of the answer. */
  int get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri("http", path)).GET());
  }

  int order(int product, String... headers) throws IOException, InterruptedException {
    return post("/api/orders", product, headers);
  }

  /** An order that the other services take part in. */
  int checkOut(int product, String... headers) throws IOException, InterruptedException {
    return post("/api/checkout", product, headers);
  }

  private int post(String path, int product, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder order =
        HttpRequest.newBuilder(uri("http", path))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"lines\":[{\"productId\":" + product + ",\"quantity\":1}]}"));
    if (headers.length > 0) {
      order.headers(headers);
    }
    return send(order);
  }

  private int send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private URI uri(String scheme, String path) {
    return URI.create(scheme + "://localhost:" + port + path);
  }

  /**
   * A listener that the shop knows of: it has answered it with a message. The handshake alone does
   * not tell, since it ends before the shop is told of the connection.
   */
  Feed feed() throws InterruptedException {
    Feed feed = new Feed();
    feed.socket = client.newWebSocketBuilder().buildAsync(uri("ws", "/ws/orders"), feed).join();
    feed.socket.sendText("status", true).join();
    while (!feed.next().contains("listeners")) {
      // An order of somebody else's.
    }
    return feed;
  }

  @Override
  public void close() {
    process.close();
  }

  /** One listener of the live orders. */
  static final class Feed implements WebSocket.Listener, AutoCloseable {
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private WebSocket socket;

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        messages.add(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    String next() throws InterruptedException {
      String message = messages.poll(30, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("no message");
      }
      return message;
    }

    @Override
    public void close() {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }
  }
}
