package example.websocket;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Sends what it gets to everybody. */
@ServerEndpoint("/broadcast")
public class BroadcastEndpoint {
  /** Guarded by itself, and so is sending: a session takes one message at a time. */
  private static final List<Session> EVERYBODY = new ArrayList<>();

  @OnOpen
  public void open(Session session) {
    synchronized (EVERYBODY) {
      EVERYBODY.add(session);
    }
  }

  @OnMessage
  public void message(String message) throws IOException {
    synchronized (EVERYBODY) {
      for (Session each : EVERYBODY) {
        each.getBasicRemote().sendText(message);
      }
    }
  }

  @OnClose
  public void close(Session session) {
    synchronized (EVERYBODY) {
      EVERYBODY.remove(session);
    }
  }
}
