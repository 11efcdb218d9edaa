package example.javawebsocket;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** Sends back what it gets, and fails when asked to. */
public final class JwsServer extends WebSocketServer {
  private JwsServer() {
    super(new InetSocketAddress("localhost", 0));
    setConnectionLostTimeout(0);
  }

  public static void main(String[] args) {
    new JwsServer().run();
  }

  @Override
  public void onStart() {
    System.out.println("listening on " + getPort());
  }

  @Override
  public void onOpen(WebSocket connection, ClientHandshake handshake) {
    if (handshake.getResourceDescriptor().endsWith("/open")) {
      throw new UnsupportedOperationException("on open");
    }
    if (handshake.getResourceDescriptor().contains("/greeting")) {
      connection.send("welcome");
    }
  }

  @Override
  public void onMessage(WebSocket connection, String text) {
    if (text.equals("fail")) {
      throw new IllegalStateException("asked to");
    }
    if (text.equals("close")) {
      connection.close(4001);
      return;
    }
    connection.send(text);
  }

  @Override
  public void onMessage(WebSocket connection, ByteBuffer bytes) {
    connection.send(bytes);
  }

  @Override
  public void onClose(WebSocket connection, int code, String reason, boolean remote) {}

  @Override
  public void onError(WebSocket connection, Exception failure) {}
}
