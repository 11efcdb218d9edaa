package example.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Takes messages in parts, and answers the last part with the number of parts. */
public class PartialEndpoint extends Endpoint {
  @Override
  public void onOpen(Session session, EndpointConfig config) {
    session.addMessageHandler(new Texts(session));
    session.addMessageHandler(new Binaries(session));
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    super.onClose(session, reason);
  }

  private static void answer(Session session, String text) {
    try {
      session.getBasicRemote().sendText(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Texts implements MessageHandler.Partial<String> {
    private final Session session;
    private int parts;

    Texts(Session session) {
      this.session = session;
    }

    @Override
    public void onMessage(String part, boolean last) {
      parts++;
      if (last) {
        answer(session, "parts " + parts);
        parts = 0;
      }
    }
  }

  /** In the way of the API's version 1.0, where the class tells the type. */
  private record Binaries(Session session) implements MessageHandler.Partial<ByteBuffer> {
    @Override
    public void onMessage(ByteBuffer part, boolean last) {
      if (last) {
        answer(session, "binary");
      }
    }
  }
}
