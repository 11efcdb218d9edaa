package example.undertow;

import example.websocket.Endpoints;
import example.websocket.Members;
import example.websocket.Stop;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.handlers.PathHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.websockets.jsr.ServerWebSocketContainer;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.net.InetSocketAddress;
import java.util.Set;

/**
 * An embedded Undertow with the endpoints below {@code /app}, called by its I/O threads, and others
 * of its own API beside them.
 */
public final class UndertowApp {
  private UndertowApp() {}

  public static void main(String[] args) throws Exception {
    start(false);
  }

  static void start(boolean isDispatched) throws Exception {
    WebSocketDeploymentInfo webSockets =
        new WebSocketDeploymentInfo()
            .setDispatchToWorkerThread(isDispatched)
            .addListener(UndertowApp::deploy);
    DeploymentInfo app =
        Servlets.deployment()
            .setClassLoader(UndertowApp.class.getClassLoader())
            .setContextPath("/app")
            .setDeploymentName("app")
            .addServletContextAttribute(WebSocketDeploymentInfo.ATTRIBUTE_NAME, webSockets)
            .addServletContainerInitializer(initializer(Members.class));
    DeploymentManager deployment = Servlets.defaultContainer().addDeployment(app);
    deployment.deploy();
    PathHandler paths =
        Handlers.path()
            .addPrefixPath("/app", deployment.start())
            .addPrefixPath("/native", Handlers.websocket(new NativeEcho()))
            .addPrefixPath(
                "/rooms",
                Handlers.pathTemplate().add("/{room}", Handlers.websocket(new NativeEcho())));
    Undertow.Builder builder = Undertow.builder().addHttpListener(0, "localhost").setHandler(paths);
    if (!isDispatched) {
      // Endpoints that send while they hold a lock must not make two such threads wait for each
      // other.
      builder.setIoThreads(1);
    }
    Undertow server = builder.build();
    server.start();
    System.out.println(
        "listening on "
            + ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort());
    Stop.await(
        () -> {
          deployment.stop();
          deployment.undeploy();
        });
  }

  /** The class implements the API of the container's time. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static ServletContainerInitializerInfo initializer(Class<?> type) {
    return new ServletContainerInitializerInfo((Class) type, Set.of());
  }

  /** By its name: the container implements the API of its time. */
  private static void deploy(ServerWebSocketContainer container) {
    try {
      Endpoints.addTo((ServerContainer) (Object) container);
    } catch (DeploymentException e) {
      throw new IllegalStateException(e);
    }
  }
}
