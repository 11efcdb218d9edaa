package io.sidelight.test.websocket;

import io.sidelight.test.Await;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.ContinuousFrame;
import org.java_websocket.framing.PingFrame;
import org.java_websocket.framing.TextFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** A server in the test's own process, for clients. Connections are told apart by their path. */
public final class PushServer extends WebSocketServer implements AutoCloseable {
  private static final int LIMIT_SECONDS = 30;

  private final Map<String, WebSocket> connections = new ConcurrentHashMap<>();
  private final Map<String, String> headers = new ConcurrentHashMap<>();
  private final Map<String, BlockingQueue<Object>> received = new ConcurrentHashMap<>();
  private final CountDownLatch started = new CountDownLatch(1);

  private PushServer() {
    super(new InetSocketAddress("localhost", 0));
    setReuseAddr(true);
    setConnectionLostTimeout(0);
  }

  public static PushServer begin() {
    PushServer server = new PushServer();
    server.start();
    try {
      if (!server.started.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the server does not start");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return server;
  }

  /** The only connection that was made to a path. */
  public WebSocket connection(String path) {
    return Await.until(
        "a connection to " + path, Running.LIMIT, () -> connections.get(path), c -> c != null);
  }

  /** The next message from the connection to a path: a text, or the size of a binary one. */
  public Object next(String path) throws InterruptedException {
    Object next = messages(path).poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no message came over " + path);
    }
    return next;
  }

  /** What carried the trace to a path; empty if nothing did. */
  public String traceParent(String path) {
    return headers.getOrDefault(path, "");
  }

  public void push(String path, String text) {
    connection(path).send(text);
  }

  /** A text in two frames. */
  public void pushParts(String path, String first, String second) {
    TextFrame begin = new TextFrame();
    begin.setPayload(ByteBuffer.wrap(first.getBytes()));
    begin.setFin(false);
    ContinuousFrame end = new ContinuousFrame();
    end.setPayload(ByteBuffer.wrap(second.getBytes()));
    end.setFin(true);
    connection(path).sendFrame(begin);
    connection(path).sendFrame(end);
  }

  public void push(String path, int size) {
    connection(path).send(ByteBuffer.allocate(size));
  }

  public void ping(String path, int size) {
    PingFrame ping = new PingFrame();
    ping.setPayload(ByteBuffer.allocate(size));
    connection(path).sendFrame(ping);
  }

  /** Ends the stream, with no close frame. */
  public void drop(String path) {
    connection(path).closeConnection(CloseFrame.ABNORMAL_CLOSE, "");
  }

  private BlockingQueue<Object> messages(String path) {
    return received.computeIfAbsent(path, key -> new LinkedBlockingQueue<>());
  }

  @Override
  public void onOpen(WebSocket connection, ClientHandshake handshake) {
    headers.put(handshake.getResourceDescriptor(), handshake.getFieldValue("traceparent"));
    connections.put(handshake.getResourceDescriptor(), connection);
  }

  @Override
  public void onMessage(WebSocket connection, String text) {
    messages(connection.getResourceDescriptor()).add(text);
  }

  @Override
  public void onMessage(WebSocket connection, ByteBuffer binary) {
    messages(connection.getResourceDescriptor()).add(binary.remaining());
  }

  @Override
  public void onClose(WebSocket connection, int code, String reason, boolean remote) {}

  @Override
  public void onError(WebSocket connection, Exception failure) {}

  @Override
  public void onStart() {
    started.countDown();
  }

  @Override
  public void close() {
    try {
      stop(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
