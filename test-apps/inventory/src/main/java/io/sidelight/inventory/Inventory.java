package io.sidelight.inventory;

import io.sidelight.servers.RedisServer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import redis.clients.jedis.JedisPooled;

/**
 * Runs the inventory until it is told to end. {@code --port N} says where it listens (default 8081,
 * 0 for any free port); {@code REDIS_URL} names the server it uses, else it starts its own.
 */
public final class Inventory {
  private static final int DEFAULT_PORT = 8081;

  private Inventory() {}

  public static void main(String[] arguments) throws Exception {
    int port = DEFAULT_PORT;
    if (arguments.length == 2 && arguments[0].equals("--port")) {
      port = Integer.parseInt(arguments[1]);
    }
    String redisUrl = System.getenv("REDIS_URL");
    if (redisUrl == null) {
      RedisServer own = RedisServer.start();
      redisUrl = own.uri().toString();
    }
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setPort(port);
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(
        new ServletHolder(new ReservationServlet(new JedisPooled(redisUrl))),
        "/api/reservations/*");
    server.setHandler(context);
    server.setStopAtShutdown(true);
    server.start();
    System.out.println("inventory listening on http://localhost:" + connector.getLocalPort());
    server.join();
  }
}
