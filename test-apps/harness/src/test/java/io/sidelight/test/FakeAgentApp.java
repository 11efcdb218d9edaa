package io.sidelight.test;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Prints what an application with an agent prints, and answers a scrape. */
final class FakeAgentApp {

  private FakeAgentApp() {}

  public static void main(String[] args) throws Exception {
    if (args[0].equals("fail")) {
      System.out.println("about to fail");
      System.err.println("because of a reason");
      System.exit(3);
    }
    if (args[0].equals("stubborn")) {
      Runtime.getRuntime().addShutdownHook(new Thread(FakeAgentApp::blockForever));
    }
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          byte[] body = "up 1\n".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    int port = server.getAddress().getPort();
    System.err.println("[sidelight] metrics on http://0.0.0.0:" + port + "/metrics");
    System.out.println("ENV=" + System.getenv("SIDELIGHT_TEST") + " " + System.getProperty("p"));
    System.out.println("listening on http://localhost:" + port);
  }

  private static void blockForever() {
    System.out.println("asked to end");
    synchronized (FakeAgentApp.class) {
      while (true) {
        try {
          FakeAgentApp.class.wait();
        } catch (InterruptedException e) {
          return;
        }
      }
    }
  }
}
