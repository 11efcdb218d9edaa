package com.example.jdbc;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks for each order's lines one by one: {@code /orders?<number of orders>}. */
public final class ShopApp {
  private final String url;
  private final String user;
  private final ExecutorService threads = Executors.newFixedThreadPool(3);

  private ShopApp(String url, String user) {
    this.url = url;
    this.user = user;
  }

  /** Arguments: the database's URL and user. */
  public static void main(String[] args) throws Exception {
    ShopApp shop = new ShopApp(args[0], args[1]);
    try (Connection connection = shop.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create table orders (id int primary key)");
      statement.execute("create table lines (order_id int, text varchar(100))");
      for (int i = 0; i < 100; i++) {
        statement.execute("insert into orders values (" + i + ")");
      }
    }
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/orders",
        exchange -> {
          int number = Integer.parseInt(exchange.getRequestURI().getQuery());
          try {
            shop.orders(number);
          } catch (Exception e) {
            throw new IOException(e);
          }
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    System.out.println("listening on " + server.getAddress().getPort());
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, "");
  }

  private void orders(int number) throws Exception {
    List<Future<?>> lines = new ArrayList<>();
    try (Connection connection = connect();
        PreparedStatement orders =
            connection.prepareStatement("select id from orders where id < ?")) {
      orders.setInt(1, number);
      try (ResultSet rows = orders.executeQuery()) {
        while (rows.next()) {
          int id = rows.getInt(1);
          lines.add(threads.submit(() -> lines(id)));
        }
      }
    }
    for (Future<?> line : lines) {
      line.get();
    }
  }

  private Void lines(int order) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement lines =
            connection.prepareStatement("select text from lines where order_id = ?")) {
      lines.setInt(1, order);
      lines.executeQuery().close();
    }
    return null;
  }
}
