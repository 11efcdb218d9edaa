package io.sidelight.inst.websocket;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A well-behaved client: the JDK's. Its messages are sent one after the other. */
final class Peer implements WebSocket.Listener {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int LIMIT_SECONDS = 30;

  private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private int bytes;
  private WebSocket socket;

  static Peer connect(int port, String path) {
    Peer peer = new Peer();
    URI uri = URI.create("ws://localhost:" + port + path);
    peer.socket = HTTP.newWebSocketBuilder().buildAsync(uri, peer).join();
    return peer;
  }

  Peer send(String message) {
    return send(message, true);
  }

  Peer send(String part, boolean last) {
    socket.sendText(part, last).join();
    return this;
  }

  Peer send(int size) {
    socket.sendBinary(ByteBuffer.allocate(size), true).join();
    return this;
  }

  Peer ping(int size) {
    socket.sendPing(ByteBuffer.allocate(size)).join();
    return this;
  }

  Peer pong(int size) {
    socket.sendPong(ByteBuffer.allocate(size)).join();
    return this;
  }

  /** The next message: a text, or the size of a binary one. */
  Object next() throws InterruptedException {
    Object next = received.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no message came");
    }
    return next;
  }

  /** Closes in an orderly way. */
  void close(int code) {
    socket.sendClose(code, "").join();
    awaitClosed();
  }

  /** Drops the connection, if the server has not done so. */
  void abandon() {
    socket.abort();
  }

  /** Waits until the server has closed; tells its code. */
  int awaitClosed() {
    return closed.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    text.append(part);
    if (last) {
      received.add(text.toString());
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
    bytes += part.remaining();
    if (last) {
      received.add(bytes);
      bytes = 0;
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    // The connection broke off: RFC 6455, 7.1.5 calls that 1006.
    closed.complete(1006);
  }
}
