package example.websocket;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.util.Set;
import org.apache.catalina.Context;
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
    app.addServletContainerInitializer(new Members(), null);
    app.addServletContainerInitializer(new WsSci(), null);
    app.addServletContainerInitializer(new Deployment(), null);
    tomcat.start();
    System.out.println("listening on " + tomcat.getConnector().getLocalPort());
    Stop.await(app::stop);
  }

  private static final class Deployment implements ServletContainerInitializer {
    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext context) throws ServletException {
      ServerContainer container =
          (ServerContainer) context.getAttribute("jakarta.websocket.server.ServerContainer");
      // Idle sessions are looked for every second rather than every ten.
      ((BackgroundProcess) container).setProcessPeriod(1);
      try {
        Endpoints.addTo(container);
      } catch (DeploymentException e) {
        throw new ServletException(e);
      }
    }
  }
}
