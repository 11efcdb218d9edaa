package io.sidelight.load;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/**
 * The application under load: {@code /order} makes four JDBC calls and, with {@code REDIS_URL} in
 * the environment, two Redis commands; {@code /plain} answers three bytes, as do {@code /many/0}
 * and those that follow, each a route of its own; {@code /stats} tells what the JVM has used. The
 * only argument is the port, 0 for any free one.
 */
public final class Application {
  private static final int THREADS = 64;
  private static final int ROUTES = 900;

  private Application() {}

  public static void main(String[] args) throws Exception {
    String redis = System.getenv("REDIS_URL");
    Orders orders = Orders.open(redis == null ? null : URI.create(redis));
    File base = Files.createTempDirectory("load").toFile();
    base.deleteOnExit();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(base.getPath());
    tomcat.setPort(Integer.parseInt(args[0]));
    tomcat.getConnector().setProperty("maxThreads", Integer.toString(THREADS));
    // Never closes a connection for having served many requests.
    tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
    Context context = tomcat.addContext("", base.getPath());
    Tomcat.addServlet(context, "order", new OrderServlet(orders));
    context.addServletMappingDecoded("/order", "order");
    Tomcat.addServlet(context, "plain", new PlainServlet());
    context.addServletMappingDecoded("/plain", "plain");
    for (int i = 0; i < ROUTES; i++) {
      context.addServletMappingDecoded("/many/" + i, "plain");
    }
    Tomcat.addServlet(context, "stats", new StatsServlet());
    context.addServletMappingDecoded("/stats", "stats");
    tomcat.start();
    System.out.println("listening on http://localhost:" + tomcat.getConnector().getLocalPort());
    tomcat.getServer().await();
  }
}
