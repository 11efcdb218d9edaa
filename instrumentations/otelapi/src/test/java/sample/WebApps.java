package sample;

import java.io.File;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/**
 * Tomcat with some web applications. Each argument is a path, a servlet's class and a folder, with
 * {@code =} between them.
 */
public final class WebApps {
  private WebApps() {}

  public static void main(String[] args) throws Exception {
    Class.forName("org.h2.Driver");
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(new File("tomcat").getAbsolutePath());
    tomcat.setPort(0);
    for (String arg : args) {
      String[] app = arg.split("=");
      Context context = tomcat.addContext(app[0], app[2]);
      Tomcat.addServlet(context, "servlet", app[1]);
      context.addServletMappingDecoded("/spans", "servlet");
    }
    tomcat.start();
    System.out.println("listening at port " + tomcat.getConnector().getLocalPort());
    tomcat.getServer().await();
  }
}
