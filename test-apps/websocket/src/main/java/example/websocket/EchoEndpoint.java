package example.websocket;

import jakarta.websocket.OnMessage;
import jakarta.websocket.PongMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;

/** Sends back what it gets; pongs as texts. */
@ServerEndpoint("/echo/{room}")
public class EchoEndpoint {
  @OnMessage
  public String text(String message) {
    return message;
  }

  @OnMessage
  public ByteBuffer binary(ByteBuffer message) {
    return message;
  }

  @OnMessage
  public void pong(PongMessage pong) {
    if (pong.getApplicationData().remaining() == 3) {
      throw new IllegalStateException("a bad pong");
    }
  }
}
