package sample;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import java.nio.file.Path;
import java.util.EventListener;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.servlet.DefaultServlet;
import org.eclipse.jetty.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;

/** The sample site on Jetty; the argument is the folder with its files. */
public final class JettyApp {
  private JettyApp() {}

  public static void main(String[] args) throws Exception {
    Database.create();
    String files = Path.of(args[0]).resolve("files").toUri().toString();
    ServletContextHandler app = context("/app", files, new Site());
    // Named, because the name shows in error pages and would have a number of this run.
    ServletHolder defaults = new ServletHolder("default", DefaultServlet.class);
    defaults.setAsyncSupported(true);
    app.addServlet(defaults, "/");
    app.addServlet(new ServletHolder("elsewhere", new SentElsewhere()), "/sent-elsewhere");
    ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
    for (Map.Entry<Integer, String> page : Site.STATUS_PAGES.entrySet()) {
      errors.addErrorPage(page.getKey().intValue(), page.getValue());
    }
    for (Map.Entry<String, String> page : Site.EXCEPTION_PAGES.entrySet()) {
      errors.addErrorPage(page.getKey(), page.getValue());
    }
    app.setErrorHandler(errors);
    ServletContextHandler root = context("/", files, new RootSite());
    Server server = JettyServers.server();
    ContextHandlerCollection contexts = new ContextHandlerCollection();
    contexts.setHandlers(new Handler[] {app, root});
    server.setHandler(contexts);
    server.start();
    JettyServers.tellPorts(server);
    server.join();
  }

  private static ServletContextHandler context(
      String path, String files, ServletContainerInitializer site)
      throws ReflectiveOperationException {
    ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
    context.setContextPath(path);
    context.setResourceBase(files);
    // Its return type differs between the versions.
    ServletContextHandler.class
        .getMethod("addEventListener", EventListener.class)
        .invoke(context, new Installing(site));
    return context;
  }

  static final class Installing implements ServletContextListener {
    private final ServletContainerInitializer site;

    Installing(ServletContainerInitializer site) {
      this.site = site;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
      try {
        site.onStartup(Set.of(), event.getServletContext());
      } catch (ServletException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {}
  }
}
