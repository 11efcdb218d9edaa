package io.sidelight.shop.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidelight.servers.Folders;
import io.sidelight.shop.store.Store;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.StandardRoot;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.websocket.server.WsSci;
import org.jspecify.annotations.Nullable;

/** The shop in an embedded Tomcat. */
public final class ShopServer implements AutoCloseable {
  private static final int ASYNC_THREADS = 4;

  private final Path folder;
  private final Tomcat tomcat;
  private final Store store;
  private final ObjectMapper json;
  private final @Nullable Partners partners;
  private final ExecutorService executor =
      Executors.newFixedThreadPool(ASYNC_THREADS, ShopServer::asyncThread);

  private ShopServer(Path folder, Store store, ObjectMapper json, @Nullable Partners partners) {
    this.folder = folder;
    this.tomcat = new Tomcat();
    this.store = store;
    this.json = json;
    this.partners = partners;
  }

  /** Starts a shop without checkout; see the other one. */
  public static ShopServer start(int port, Store store, ObjectMapper json)
      throws IOException, LifecycleException {
    return start(port, store, json, null, null);
  }

  /**
   * Starts the shop; returns when it answers.
   *
   * @param port where to listen, 0 for any free port
   * @param inventory the service that reserves; without both of them there is no checkout
   * @param payment the service that takes payments
   * @throws BindException when the port is taken
   */
  public static ShopServer start(
      int port, Store store, ObjectMapper json, @Nullable URI inventory, @Nullable URI payment)
      throws IOException, LifecycleException {
    Partners partners =
        inventory == null || payment == null ? null : new Partners(inventory, payment);
    ShopServer server = new ShopServer(Folders.create("shop-tomcat-"), store, json, partners);
    try {
      server.configure(port);
      server.tomcat.start();
      return server;
    } catch (LifecycleException | RuntimeException e) {
      server.close();
      if (e.getCause() instanceof BindException) {
        throw new BindException("port " + port + " is in use");
      }
      throw e;
    }
  }

  public int port() {
    return tomcat.getConnector().getLocalPort();
  }

  @Override
  public void close() throws IOException, LifecycleException {
    try {
      tomcat.stop();
      tomcat.destroy();
    } finally {
      executor.shutdownNow();
      Folders.delete(folder);
    }
  }

  private void configure(int port) {
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(port);
    Connector connector = tomcat.getConnector();
    connector.setThrowOnFailure(true);
    Context context = tomcat.addContext("", null);
    expectNoRedeployment(context);
    context.addServletContainerInitializer(new WsSci(), Set.of(OrderFeed.class));
    addFilter(context);
    addPages(context);
    addApi(context);
  }

  /** Not a thread of the web application: Tomcat would report it as left over. */
  private static Thread asyncThread(Runnable work) {
    Thread thread = new Thread(work, "shop-async");
    thread.setContextClassLoader(ShopServer.class.getClassLoader());
    return thread;
  }

  /** There is no class loader to let go: the JVM ends with the application. */
  private static void expectNoRedeployment(Context context) {
    if (context instanceof StandardContext standard) {
      standard.setClearReferencesObjectStreamClassCaches(false);
      standard.setClearReferencesRmiTargets(false);
      standard.setClearReferencesThreadLocals(false);
    }
  }

  private void addApi(Context context) {
    add(context, "products", "/api/products", new ProductsServlet(json, store.catalog()));
    add(context, "product", "/api/products/*", new ProductServlet(json, store.catalog()));
    add(context, "place-order", "/api/orders", new PlaceOrderServlet(json, store.orders()));
    add(context, "order", "/api/orders/*", new OrderServlet(json, store.orders()));
    add(context, "login", "/api/login", new LoginServlet(json, store.users()));
    add(context, "slow", "/api/slow", new SlowServlet(json, store));
    add(context, "fail", "/api/fail", new FailServlet());
    add(context, "async", "/api/async", new AsyncServlet(json, store.orders(), executor));
    if (partners != null) {
      add(
          context,
          "checkout",
          "/api/checkout",
          new CheckoutServlet(json, store.orders(), partners, executor));
    }
    add(context, "health", "/health", new HealthServlet());
  }

  private static void add(Context context, String name, String path, HttpServlet servlet) {
    Wrapper wrapper = Tomcat.addServlet(context, name, servlet);
    wrapper.setAsyncSupported(true);
    wrapper.addMapping(path);
  }

  private static void addFilter(Context context) {
    FilterDef filter = new FilterDef();
    filter.setFilterName("request-id");
    filter.setFilter(new RequestIdFilter());
    filter.setAsyncSupported("true");
    context.addFilterDef(filter);
    FilterMap map = new FilterMap();
    map.setFilterName("request-id");
    map.addURLPattern("/*");
    context.addFilterMap(map);
  }

  /** The folder {@code web} of the jar, or of the folder of classes when this runs from there. */
  private static void addPages(Context context) {
    URL classes = ShopServer.class.getProtectionDomain().getCodeSource().getLocation();
    WebResourceRoot pages = new StandardRoot(context);
    pages.createWebResourceSet(WebResourceRoot.ResourceSetType.PRE, "/", classes, "/web");
    context.setResources(pages);
    context.addWelcomeFile("index.html");
    Tomcat.addDefaultMimeTypeMappings(context);
    add(context, "default", "/", new DefaultServlet());
  }
}
