package example.websocket;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;

/** Lets in only pages of its own. */
@ServerEndpoint(value = "/guarded/{room}", configurator = GuardedEndpoint.Guard.class)
public class GuardedEndpoint {
  @OnMessage
  public String message(String message) {
    return message;
  }

  /** Refuses all other origins. */
  public static class Guard extends ServerEndpointConfig.Configurator {
    @Override
    public boolean checkOrigin(String origin) {
      return "http://localhost".equals(origin);
    }
  }
}
