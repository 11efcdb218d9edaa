package com.example.gate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;

/**
 * Serves on one thread, and stops its first request at a gate before it comes to the engine, until
 * somebody connects to the gate's port.
 */
public final class GateApp {
  private GateApp() {}

  private static final class Gate extends ValveBase {
    private final ServerSocket door;
    private boolean open;

    Gate(ServerSocket door) {
      super(true);
      this.door = door;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
      if (!open) {
        open = true;
        System.out.println("stopped at gate " + door.getLocalPort());
        door.accept().close();
      }
      getNext().invoke(request, response);
    }
  }

  private static final class Hello extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().print("hello");
    }
  }

  public static void main(String[] args) throws Exception {
    String folder = Files.createTempDirectory("gate").toString();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder);
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("maxThreads", "1");
    tomcat.getConnector().setProperty("minSpareThreads", "1");
    tomcat
        .getEngine()
        .getPipeline()
        .addValve(new Gate(new ServerSocket(0, 1, InetAddress.getLoopbackAddress())));
    Context app = tomcat.addContext("", folder);
    Tomcat.addServlet(app, "hello", new Hello());
    app.addServletMappingDecoded("/hello", "hello");
    tomcat.start();
    System.out.println("listening at port " + tomcat.getConnector().getLocalPort());
    tomcat.getServer().await();
  }
}
