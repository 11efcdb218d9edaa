package example.tyrus;

import example.websocket.Endpoints;
import example.websocket.Stop;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A server of Tyrus's own, with the endpoints below {@code /app}. */
public final class TyrusApp {
  private TyrusApp() {}

  public static void main(String[] args) throws Exception {
    // By its name: it declares exceptions of its name space.
    Class<?> type = Class.forName("org.glassfish.tyrus.server.Server");
    Object server =
        type.getConstructor(String.class, int.class, String.class, Map.class, Class[].class)
            .newInstance(
                "localhost", freePort(), "/app", Map.of(), new Class<?>[] {Application.class});
    type.getMethod("start").invoke(server);
    System.out.println("listening on " + type.getMethod("getPort").invoke(server));
    Stop.await(() -> type.getMethod("stop").invoke(server));
  }

  /** It has a port of its own for those who have none. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** All endpoints. */
  public static final class Application implements ServerApplicationConfig {
    @Override
    public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> found) {
      return new HashSet<>(Endpoints.programmatic());
    }

    @Override
    public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> found) {
      return new HashSet<>(Endpoints.annotated());
    }
  }
}
