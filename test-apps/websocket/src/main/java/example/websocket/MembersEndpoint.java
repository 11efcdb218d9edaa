package example.websocket;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** For those who are logged in. */
@ServerEndpoint("/members")
public class MembersEndpoint {
  @OnMessage
  public String hear(String message) {
    return message;
  }
}
