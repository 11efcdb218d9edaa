package com.example.pools;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;

/** One pool, used as the requests say. */
public final class PoolApp {
  private static final BlockingDeque<Connection> HELD = new LinkedBlockingDeque<>();

  private PoolApp() {}

  private interface Work {
    Object run() throws Exception;
  }

  /** The argument says which pool. */
  public static void main(String[] args) throws Exception {
    Class.forName(CountedDriver.class.getName());
    Pool pool = Pool.of(args[0]);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    on(server, "/one", () -> use(pool));
    on(server, "/hold", () -> HELD.add(pool.source().getConnection()));
    on(
        server,
        "/release",
        () -> {
          HELD.takeLast().close();
          return "released";
        });
    on(server, "/opened", CountedDriver.OPENED::get);
    on(
        server,
        "/close",
        () -> {
          pool.end().close();
          return "closed";
        });
    server.start();
    System.out.println("listening on " + server.getAddress().getPort());
  }

  private static String use(Pool pool) throws SQLException {
    try (Connection connection = pool.source().getConnection();
        Statement statement = connection.createStatement()) {
      return String.valueOf(statement.execute("SELECT 1"));
    }
  }

  private static void on(HttpServer server, String path, Work work) {
    server.createContext(
        path,
        exchange -> {
          try {
            answer(exchange, 200, String.valueOf(work.run()));
          } catch (Exception e) {
            answer(exchange, 503, e.toString());
          }
        });
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes("UTF-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
