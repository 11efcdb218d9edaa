package io.sidelight.legacy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collections;
import javax.servlet.Servlet;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.ExpandWar;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.websocket.server.WsSci;

/**
 * An application as they were written for Java 8: Tomcat 9, {@code javax.servlet}, plain JDBC. The
 * only argument is the port, 0 for any free one; {@code REDIS_URL} in the environment makes orders
 * use a Redis.
 */
public final class Legacy {

  private Legacy() {}

  public static void main(String[] args) throws Exception {
    int port = args.length > 0 ? Integer.parseInt(args[0]) : 8080;
    Orders orders = Orders.open(System.getenv("REDIS_URL"));
    Tomcat tomcat = start(port, orders);
    System.out.println("listening on http://localhost:" + tomcat.getConnector().getLocalPort());
    tomcat.getServer().await();
  }

  private static Tomcat start(int port, Orders orders) throws IOException, LifecycleException {
    File base = Files.createTempDirectory("legacy").toFile();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(base.getPath());
    tomcat.setPort(port);
    Context context = tomcat.addContext("", base.getPath());
    addFilter(context);
    // Unknown paths, and the handshake of a WebSocket, pass filters only where some servlet is
    // mapped.
    add(context, "default", new DefaultServlet(), "/");
    add(context, "hello", new HelloServlet(), "/hello");
    add(context, "order", new OrderServlet(orders), "/order");
    add(context, "fail", new FailServlet(), "/fail");
    add(context, "status", new StatusServlet(), "/status");
    add(context, "async", new AsyncServlet(), "/async");
    add(context, "forward", new ForwardServlet(), "/forward");
    context.addServletContainerInitializer(new WsSci(), Collections.singleton(Echo.class));
    tomcat.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(tomcat, base), "stop"));
    return tomcat;
  }

  private static void stop(Tomcat tomcat, File base) {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      System.err.println("not stopped: " + e);
    } finally {
      ExpandWar.delete(base);
    }
  }

  private static void add(Context context, String name, Servlet servlet, String path) {
    Wrapper wrapper = Tomcat.addServlet(context, name, servlet);
    wrapper.setAsyncSupported(true);
    context.addServletMappingDecoded(path, name);
  }

  private static void addFilter(Context context) {
    FilterDef definition = new FilterDef();
    definition.setFilterName("headers");
    definition.setFilter(new HeaderFilter());
    definition.setAsyncSupported("true");
    context.addFilterDef(definition);
    FilterMap map = new FilterMap();
    map.setFilterName("headers");
    map.addURLPattern("/*");
    context.addFilterMap(map);
  }
}
