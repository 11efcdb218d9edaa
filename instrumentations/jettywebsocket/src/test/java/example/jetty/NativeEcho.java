package example.jetty;

import java.lang.reflect.Method;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.annotations.OnWebSocketMessage;
import org.eclipse.jetty.websocket.api.annotations.WebSocket;

/** Sends texts back through Jetty's own API, whose annotations are the same in 10 to 12. */
@WebSocket
public class NativeEcho {
  private static final String API = "org.eclipse.jetty.websocket.api.";

  @OnWebSocketMessage
  public void text(Session session, String text) throws Exception {
    if (text.equals("fail")) {
      throw new IllegalStateException("asked to");
    }
    try {
      // Up to 11.
      Object remote = Session.class.getMethod("getRemote").invoke(session);
      Method send = Class.forName(API + "RemoteEndpoint").getMethod("sendString", String.class);
      send.invoke(remote, text);
    } catch (NoSuchMethodException e) {
      Class<?> callback = Class.forName(API + "Callback");
      Session.class
          .getMethod("sendText", String.class, callback)
          .invoke(session, text, callback.getField("NOOP").get(null));
    }
  }
}
