package sample;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.server.protocol.http2.Http2UpgradeHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ErrorPage;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** The sample site on Undertow; the argument is the folder with its files. */
public final class UndertowApp {
  private UndertowApp() {}

  public static void main(String[] args) throws Exception {
    Database.create();
    Path files = Path.of(args[0]).resolve("files");
    PathHandler paths = new PathHandler();
    DeploymentInfo app = deployment("/app", Site.class, files);
    for (Map.Entry<Integer, String> page : Site.STATUS_PAGES.entrySet()) {
      app.addErrorPage(new ErrorPage(page.getValue(), page.getKey().intValue()));
    }
    for (Map.Entry<String, String> page : Site.EXCEPTION_PAGES.entrySet()) {
      Class<? extends Throwable> type = Class.forName(page.getKey()).asSubclass(Throwable.class);
      app.addErrorPage(new ErrorPage(page.getValue(), type));
    }
    if (Site.ON_POOL_OF_THE_JDK) {
      app.setExecutor(Site.pool()).setAsyncExecutor(Site.pool());
    }
    install(app, paths);
    install(deployment("/", RootSite.class, files), paths);
    paths.addPrefixPath("/handlers", UndertowApp::handle);
    Undertow server =
        Undertow.builder()
            .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
            .addHttpListener(0, "::", new Http2UpgradeHandler(paths))
            .addHttpsListener(0, "::", KeyStores.context(Site.KEY_STORE), paths)
            .build();
    server.start();
    InetSocketAddress address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    System.out.println("listening at port " + address.getPort());
    address = (InetSocketAddress) server.getListenerInfo().get(1).getAddress();
    System.out.println("secure at port " + address.getPort());
  }

  /** Without servlets: on the thread that reads, on a worker, and one that fails. */
  private static void handle(HttpServerExchange exchange) {
    switch (exchange.getRelativePath()) {
      case "/at-once" -> exchange.getResponseSender().send("at once");
      case "/later" ->
          exchange.dispatch(
              (HttpHandler)
                  on ->
                      on.setStatusCode(202)
                          .getResponseSender()
                          .send("" + Database.count("orders")));
      case "/fail" -> throw new IllegalStateException("no handler");
      default -> exchange.setStatusCode(404);
    }
  }

  private static DeploymentInfo deployment(
      String path, Class<? extends ServletContainerInitializer> site, Path files) {
    return Servlets.deployment()
        .setClassLoader(UndertowApp.class.getClassLoader())
        .setDeploymentName(path)
        .setContextPath(path)
        .setResourceManager(new PathResourceManager(files))
        .addServletContainerInitializer(new ServletContainerInitializerInfo(site, Set.of()));
  }

  private static void install(DeploymentInfo deployment, PathHandler paths)
      throws ServletException {
    DeploymentManager manager = Servlets.defaultContainer().addDeployment(deployment);
    manager.deploy();
    paths.addPrefixPath(deployment.getContextPath(), manager.start());
  }
}
