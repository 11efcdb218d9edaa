package com.example.spring.mvc;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.startup.Tomcat;

/**
 * Spring MVC without Boot on Tomcat, in several contexts: each kind of servlet mapping, with each
 * way of matching that the version of Spring has.
 */
public final class MvcApp {
  private MvcApp() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("mvc-app");
    folder.toFile().deleteOnExit();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(0);
    new MvcContext(Owners.class, false).add(tomcat, "", "/");
    new MvcContext(Owners.class, false).add(tomcat, "/ctx", "/");
    new MvcContext(Owners.class, false).add(tomcat, "/star", "/*");
    new MvcContext(Owners.class, false).add(tomcat, "/prefix", "/api/*");
    new MvcContext(FullPaths.class, false).usingFullPaths().add(tomcat, "/full", "/api/*");
    new MvcContext(Actions.class, false).add(tomcat, "/ext", "*.do");
    new MvcContext(AnyPath.class, false).add(tomcat, "/any", "/");
    if (MvcContext.HAS_PATTERNS) {
      new MvcContext(Owners.class, true).add(tomcat, "/patterns", "/");
      new MvcContext(Owners.class, true).add(tomcat, "/patterns-prefix", "/api/*");
      new MvcContext(Actions.class, true).add(tomcat, "/patterns-ext", "*.do");
      new MvcContext(AnyPath.class, true).add(tomcat, "/patterns-any", "/");
    }
    tomcat.getConnector();
    tomcat.start();
    System.out.println("listening at port " + tomcat.getConnector().getLocalPort());
    tomcat.getServer().await();
  }
}
