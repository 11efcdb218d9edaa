package io.sidelight.shop.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import javax.sql.DataSource;

/** The orders. */
public final class Orders {
  private final DataSource database;
  private final Catalog catalog;

  public Orders(DataSource database, Catalog catalog) {
    this.database = database;
    this.catalog = catalog;
  }

  /**
   * Places an order, all of it or nothing.
   *
   * @param quantities how many of which product; in the order of the products, so that two orders
   *     cannot lock each other's rows
   */
  public Order place(String customer, SortedMap<Long, Integer> quantities)
      throws SQLException, OutOfStockException {
    Order order;
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        order = place(connection, customer, quantities);
        connection.commit();
      } catch (SQLException | OutOfStockException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
    catalog.forget();
    return order;
  }

  public Optional<Order> find(long id) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT customer, total_cents, created_at FROM orders WHERE id = ?")) {
      select.setLong(1, id);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        String createdAt = row.getObject(3, OffsetDateTime.class).toInstant().toString();
        return Optional.of(
            new Order(id, row.getString(1), row.getLong(2), createdAt, readLines(connection, id)));
      }
    }
  }

  public Turnover turnover() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT count(*), coalesce(sum(total_cents), 0) FROM orders");
        ResultSet row = select.executeQuery()) {
      row.next();
      return new Turnover(row.getLong(1), row.getLong(2));
    }
  }

  private static Order place(
      Connection connection, String customer, SortedMap<Long, Integer> quantities)
      throws SQLException, OutOfStockException {
    List<OrderLine> lines = takeFromStock(connection, quantities);
    long total = 0;
    for (OrderLine line : lines) {
      total += (long) line.priceCents() * line.quantity();
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO orders (customer, total_cents) VALUES (?, ?) RETURNING id, created_at")) {
      insert.setString(1, customer);
      insert.setLong(2, total);
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        String createdAt = row.getObject(2, OffsetDateTime.class).toInstant().toString();
        Order order = new Order(row.getLong(1), customer, total, createdAt, lines);
        insertLines(connection, order);
        return order;
      }
    }
  }

  private static List<OrderLine> takeFromStock(
      Connection connection, SortedMap<Long, Integer> quantities)
      throws SQLException, OutOfStockException {
    List<OrderLine> lines = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement("SELECT price_cents FROM products WHERE id = ?");
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE products SET stock = stock - ? WHERE id = ? AND stock >= ?")) {
      for (Map.Entry<Long, Integer> wanted : quantities.entrySet()) {
        long productId = wanted.getKey();
        update.setInt(1, wanted.getValue());
        update.setLong(2, productId);
        update.setInt(3, wanted.getValue());
        if (update.executeUpdate() != 1) {
          throw new OutOfStockException(productId);
        }
        select.setLong(1, productId);
        try (ResultSet row = select.executeQuery()) {
          row.next();
          lines.add(new OrderLine(productId, wanted.getValue(), row.getInt(1)));
        }
      }
    }
    return lines;
  }

  private static void insertLines(Connection connection, Order order) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO order_lines (order_id, product_id, quantity, price_cents) VALUES (?, ?, ?, ?)")) {
      for (OrderLine line : order.lines()) {
        insert.setLong(1, order.id());
        insert.setLong(2, line.productId());
        insert.setInt(3, line.quantity());
        insert.setInt(4, line.priceCents());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static List<OrderLine> readLines(Connection connection, long orderId)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT product_id, quantity, price_cents FROM order_lines WHERE order_id = ? ORDER BY product_id")) {
      select.setLong(1, orderId);
      try (ResultSet row = select.executeQuery()) {
        List<OrderLine> lines = new ArrayList<>();
        while (row.next()) {
          lines.add(new OrderLine(row.getLong(1), row.getInt(2), row.getInt(3)));
        }
        return lines;
      }
    }
  }
}
