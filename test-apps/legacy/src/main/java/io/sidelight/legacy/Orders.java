package io.sidelight.legacy;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.JedisPooled;

/** Orders in an in-memory database, the last one also in Redis if there is one. Thread-safe. */
final class Orders {

  private final JdbcConnectionPool pool;
  private final @Nullable JedisPooled redis;

  private Orders(JdbcConnectionPool pool, @Nullable JedisPooled redis) {
    this.pool = pool;
    this.redis = redis;
  }

  static Orders open(@Nullable String redisUrl) throws SQLException {
    JdbcConnectionPool pool =
        JdbcConnectionPool.create("jdbc:h2:mem:legacy;DB_CLOSE_DELAY=-1", "sa", "");
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table orders (id identity primary key, product varchar(40) not null)");
      statement.execute(
          "create table stock (product varchar(40) primary key, amount bigint not null)");
      statement.execute("insert into stock values ('tea', 1000000000)");
    }
    return new Orders(pool, redisUrl == null ? null : new JedisPooled(URI.create(redisUrl)));
  }

  /** Makes four JDBC calls and returns the amount left. */
  long place(String product) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      insert(connection, product);
      takeFromStock(connection, product);
      long id = lastOrder(connection);
      long left = left(connection, product);
      if (redis != null) {
        redis.set("order:last", Long.toString(id));
        redis.get("order:last");
      }
      return left;
    }
  }

  private static void insert(Connection connection, String product) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into orders (product) values (?)")) {
      insert.setString(1, product);
      insert.executeUpdate();
    }
  }

  private static void takeFromStock(Connection connection, String product) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update stock set amount = amount - 1 where product = ?")) {
      update.setString(1, product);
      update.execute();
    }
  }

  private static long lastOrder(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select max(id) from orders")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static long left(Connection connection, String product) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select amount from stock where product = ?")) {
      select.setString(1, product);
      try (ResultSet rows = select.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
