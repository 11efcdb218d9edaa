package com.example.jaxrs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/**
 * The resources on Tomcat: with a servlet below a prefix, with one for everything, and with a
 * filter. The argument says by whose servlet and filter, which are named as in a {@code web.xml}.
 */
public final class JaxRsApp {
  private static final String JERSEY = "org.glassfish.jersey.servlet.ServletContainer";
  private static final String RESTEASY = "org.jboss.resteasy.plugins.server.servlet.";

  private final Tomcat tomcat = new Tomcat();
  private final boolean jersey;

  private JaxRsApp(boolean jersey) {
    this.jersey = jersey;
  }

  /** The argument is {@code jersey} or {@code resteasy}. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("jaxrs-app");
    folder.toFile().deleteOnExit();
    JaxRsApp app = new JaxRsApp(args[0].equals("jersey"));
    app.tomcat.setBaseDir(folder.toString());
    app.tomcat.setPort(0);
    app.addServlet("/ctx", "/app/*", "/app");
    app.addServlet("", "/*", "");
    app.addFilter("/filter");
    app.tomcat.getConnector();
    app.tomcat.start();
    System.out.println("listening at port " + app.tomcat.getConnector().getLocalPort());
    app.tomcat.getServer().await();
  }

  private void addServlet(String path, String mapping, String prefix) {
    Context context = tomcat.addContext(path, null);
    Wrapper rest =
        Tomcat.addServlet(context, "rest", jersey ? JERSEY : RESTEASY + "HttpServletDispatcher");
    parameters(prefix).forEach(rest::addInitParameter);
    rest.setAsyncSupported(true);
    context.addServletMappingDecoded(mapping, "rest");
  }

  private void addFilter(String path) {
    Context context = tomcat.addContext(path, null);
    Tomcat.addServlet(context, "default", "org.apache.catalina.servlets.DefaultServlet")
        .setAsyncSupported(true);
    context.addServletMappingDecoded("/", "default");
    FilterDef rest = new FilterDef();
    rest.setFilterName("rest");
    rest.setFilterClass(jersey ? JERSEY : RESTEASY + "FilterDispatcher");
    rest.setAsyncSupported("true");
    parameters("").forEach(rest::addInitParameter);
    context.addFilterDef(rest);
    FilterMap everything = new FilterMap();
    everything.setFilterName("rest");
    everything.addURLPattern("/*");
    context.addFilterMap(everything);
  }

  private Map<String, String> parameters(String prefix) {
    return Map.of(
        "jakarta.ws.rs.Application",
        Rest.class.getName(),
        "resteasy.servlet.mapping.prefix",
        prefix);
  }
}
