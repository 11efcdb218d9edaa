package example.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** Ends connections from this side: when asked to, or after a moment of silence. */
@ServerEndpoint("/closing/{how}")
public class ClosingEndpoint {
  @OnOpen
  public void open(Session session, @PathParam("how") String how) {
    if (how.equals("idle")) {
      // Jetty 9.4 may miss one that is over before it has begun to read.
      session.setMaxIdleTimeout(200);
    }
  }

  @OnMessage
  public void message(String message, Session session) throws IOException {
    session.close(
        new CloseReason(
            message.isEmpty()
                ? CloseCodes.NORMAL_CLOSURE
                : CloseCodes.getCloseCode(Integer.parseInt(message)),
            "asked to"));
  }
}
