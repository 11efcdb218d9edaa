package example.javawebsocket;

import example.websocket.client.Connection;
import example.websocket.client.Script;
import java.net.URI;
import java.nio.ByteBuffer;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.enums.Opcode;
import org.java_websocket.framing.PingFrame;
import org.java_websocket.handshake.ServerHandshake;

/** A client of Java-WebSocket's. */
public final class JwsClient {
  private JwsClient() {}

  public static void main(String[] args) throws Exception {
    Script.run(args, uri -> new Client(uri).connectBlocking());
  }

  private static final class Client extends WebSocketClient implements Connection {
    Client(URI uri) {
      super(uri);
      setConnectionLostTimeout(0);
    }

    @Override
    public void onOpen(ServerHandshake handshake) {}

    @Override
    public void onMessage(String text) {
      try {
        Script.on(text, this);
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void onMessage(ByteBuffer bytes) {}

    @Override
    public void onClose(int code, String reason, boolean remote) {}

    @Override
    public void onError(Exception failure) {}

    @Override
    public void text(String text) {
      send(text);
    }

    @Override
    public void binary(int size) {
      send(new byte[size]);
    }

    @Override
    public void ping(int size) {
      PingFrame ping = new PingFrame();
      ping.setPayload(ByteBuffer.allocate(size));
      sendFrame(ping);
    }

    @Override
    public void parts(String first, String second) {
      sendFragmentedFrame(Opcode.TEXT, ByteBuffer.wrap(first.getBytes()), false);
      sendFragmentedFrame(Opcode.TEXT, ByteBuffer.wrap(second.getBytes()), true);
    }
  }
}
