package example.websocket;

import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Greets whoever comes, and pushes from a thread of its own when asked to. */
@ServerEndpoint("/greeting")
public class GreetingEndpoint {
  @OnOpen
  public void open(Session session) throws IOException {
    session.getBasicRemote().sendText("welcome");
  }

  @OnMessage
  public void push(String message, Session session) {
    Thread pushing =
        new Thread(
            () -> {
              try {
                session.getBasicRemote().sendText("pushed " + message);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    pushing.start();
  }
}
