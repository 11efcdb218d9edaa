package example.websocket;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.BackgroundProcess;
import org.apache.tomcat.websocket.server.WsSci;

/** An embedded Tomcat with WebSocket endpoints below {@code /app}. */
public final class WebSocketApp {
  private WebSocketApp() {}

  public static void main(String[] args) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(args[0]);
    tomcat.setPort(0);
    Context app = tomcat.addContext("/app", null);
    // A request that no servlet is mapped to does not reach the filter that shakes hands.
    Tomcat.addServlet(app, "default", new DefaultServlet());
    app.addServletMappingDecoded("/", "default");
    app.addServletContainerInitializer(new WsSci(), null);
    app.addServletContainerInitializer(new Endpoints(), null);
    Context control = tomcat.addContext("", null);
    Tomcat.addServlet(control, "stop", new StopServlet(app));
    control.addServletMappingDecoded("/stop", "stop");
    tomcat.start();
    System.out.println("listening on " + tomcat.getConnector().getLocalPort());
    tomcat.getServer().await();
  }

  private static final class Endpoints implements ServletContainerInitializer {
    private static final List<Class<?>> ANNOTATED =
        List.of(
            EchoEndpoint.class,
            GreetingEndpoint.class,
            ThrowingEndpoint.class,
            BroadcastEndpoint.class,
            ClosingEndpoint.class);

    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext context) throws ServletException {
      ServerContainer container =
          (ServerContainer) context.getAttribute("jakarta.websocket.server.ServerContainer");
      // Idle sessions are looked for every second rather than every ten.
      ((BackgroundProcess) container).setProcessPeriod(1);
      try {
        for (Class<?> endpoint : ANNOTATED) {
          container.addEndpoint(endpoint);
        }
        container.addEndpoint(config(SendingEndpoint.class, "/sending"));
        container.addEndpoint(config(PartialEndpoint.class, "/partial"));
        container.addEndpoint(config(RefusingEndpoint.class, "/refusing"));
      } catch (DeploymentException e) {
        throw new ServletException(e);
      }
    }

    private static ServerEndpointConfig config(Class<?> endpoint, String path) {
      return ServerEndpointConfig.Builder.create(endpoint, path).build();
    }
  }

  /** Stops the application with the endpoints. */
  private static final class StopServlet extends HttpServlet {
    private final transient Context app;

    StopServlet(Context app) {
      this.app = app;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      try {
        app.stop();
      } catch (LifecycleException e) {
        throw new IOException(e);
      }
    }
  }
}
