package com.example.client;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;

/** A site of which each request makes a call to another; speaks HTTP/1.1 and 2. */
final class Site {
  private Site() {}

  static void serve(Callable<Answer> call) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("site").toString());
    tomcat.setPort(0);
    Context app = tomcat.addContext("", null);
    Tomcat.addServlet(app, "calling", new Calling(call));
    app.addServletMappingDecoded("/calling", "calling");
    tomcat.getConnector().addUpgradeProtocol(new Http2Protocol());
    tomcat.start();
    System.out.println("listening at port " + tomcat.getConnector().getLocalPort());
    tomcat.getServer().await();
  }

  private static final class Calling extends HttpServlet {
    private static final long serialVersionUID = 1;
    private final transient Callable<Answer> call;

    Calling(Callable<Answer> call) {
      this.call = call;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      try {
        response.getWriter().print(call.call().body());
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }
}
