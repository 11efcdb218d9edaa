package io.sidelight.test.websocket;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A well-behaved client: the JDK's. Its messages are sent one after the other. */
public final class Peer implements WebSocket.Listener {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int LIMIT_SECONDS = 30;

  private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private int bytes;
  private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();

  public static Peer connect(int port, String path) {
    return connect(HTTP, port, path);
  }

  /** With what this client knows, such as cookies. */
  public static Peer connect(HttpClient client, int port, String path) {
    Peer peer = new Peer();
    URI uri = URI.create("ws://localhost:" + port + path);
    peer.socket.complete(client.newWebSocketBuilder().buildAsync(uri, peer).join());
    return peer;
  }

  public Peer send(String message) {
    return send(message, true);
  }

  public Peer send(String part, boolean last) {
    socket.join().sendText(part, last).join();
    return this;
  }

  public Peer send(int size) {
    socket.join().sendBinary(ByteBuffer.allocate(size), true).join();
    return this;
  }

  public Peer ping(int size) {
    socket.join().sendPing(ByteBuffer.allocate(size)).join();
    return this;
  }

  public Peer pong(int size) {
    socket.join().sendPong(ByteBuffer.allocate(size)).join();
    return this;
  }

  /** The next message: a text, or the size of a binary one. */
  public Object next() throws InterruptedException {
    Object next = received.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no message came");
    }
    return next;
  }

  /** The next message if it comes soon; null if none does. */
  public @Nullable Object poll() throws InterruptedException {
    return received.poll(200, TimeUnit.MILLISECONDS);
  }

  /** Closes in an orderly way. */
  public void close(int code) {
    socket.join().sendClose(code, "").join();
    awaitClosed();
  }

  /** Drops the connection, if the server has not done so. */
  public void abandon() {
    socket.join().abort();
  }

  /** Waits until the server has closed; tells its code. */
  public int awaitClosed() {
    return closed.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    text.append(part);
    if (last) {
      received.add(text.toString());
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
    bytes += part.remaining();
    if (last) {
      received.add(bytes);
      bytes = 0;
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    // The connection broke off: RFC 6455, 7.1.5 calls that 1006.
    closed.complete(1006);
  }
}
