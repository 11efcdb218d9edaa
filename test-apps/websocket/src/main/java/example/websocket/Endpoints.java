package example.websocket;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;

/** All endpoints of the sample application. */
public final class Endpoints {
  private static final List<Class<?>> ANNOTATED =
      List.of(
          EchoEndpoint.class,
          GreetingEndpoint.class,
          ThrowingEndpoint.class,
          BroadcastEndpoint.class,
          ReadingEndpoint.class,
          ClosingEndpoint.class,
          GuardedEndpoint.class,
          MembersEndpoint.class);

  private Endpoints() {}

  public static void addTo(ServerContainer container) throws DeploymentException {
    for (Class<?> endpoint : annotated()) {
      container.addEndpoint(endpoint);
    }
    for (ServerEndpointConfig config : programmatic()) {
      container.addEndpoint(config);
    }
  }

  public static List<Class<?>> annotated() {
    return ANNOTATED;
  }

  public static List<ServerEndpointConfig> programmatic() {
    return List.of(
        config(SendingEndpoint.class, "/sending"),
        config(PartialEndpoint.class, "/partial"),
        config(RefusingEndpoint.class, "/refusing"));
  }

  private static ServerEndpointConfig config(Class<?> endpoint, String path) {
    return ServerEndpointConfig.Builder.create(endpoint, path).build();
  }
}
