package example.websocket;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;

/** Fails as soon as it is opened. */
public class RefusingEndpoint extends Endpoint {
  @Override
  public void onOpen(Session session, EndpointConfig config) {
    throw new SecurityException("not today");
  }
}
