package example.websocket;

import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** Sends what it gets to everybody. */
@ServerEndpoint("/broadcast")
public class BroadcastEndpoint {
  @OnMessage
  public void message(String message, Session session) throws IOException {
    // A session takes one message at a time.
    synchronized (BroadcastEndpoint.class) {
      for (Session each : session.getOpenSessions()) {
        each.getBasicRemote().sendText(message);
      }
    }
  }
}
