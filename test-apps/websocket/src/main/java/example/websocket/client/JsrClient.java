package example.websocket.client;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.nio.ByteBuffer;

/** A client of the standard API, of whichever implementation there is. */
public final class JsrClient {
  private JsrClient() {}

  public static void main(String[] args) throws Exception {
    WebSocketContainer container = ContainerProvider.getWebSocketContainer();
    ClientEndpointConfig config = ClientEndpointConfig.Builder.create().build();
    Script.run(args, uri -> container.connectToServer(new Client(), config, uri));
  }

  /** One for each connection. */
  public static final class Client extends Endpoint {
    @Override
    public void onOpen(Session session, EndpointConfig config) {
      session.addMessageHandler(new Texts(session));
      session.addMessageHandler(new Binaries());
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
      super.onClose(session, reason);
    }
  }

  private static final class Binaries implements MessageHandler.Whole<ByteBuffer> {
    @Override
    public void onMessage(ByteBuffer message) {
      message.clear();
    }
  }

  private record Texts(Session session) implements MessageHandler.Whole<String>, Connection {
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
    public void text(String text) throws Exception {
      session.getBasicRemote().sendText(text);
    }

    @Override
    public void binary(int size) throws Exception {
      session.getBasicRemote().sendBinary(ByteBuffer.allocate(size));
    }

    @Override
    public void ping(int size) throws Exception {
      session.getBasicRemote().sendPing(ByteBuffer.allocate(size));
    }

    @Override
    public void parts(String first, String second) throws Exception {
      session.getBasicRemote().sendText(first, false);
      session.getBasicRemote().sendText(second, true);
    }

    @Override
    public void close(int code) throws Exception {
      session.close(new CloseReason(CloseCodes.getCloseCode(code), ""));
    }
  }
}
