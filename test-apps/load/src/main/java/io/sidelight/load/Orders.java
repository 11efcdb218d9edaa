package io.sidelight.load;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.JedisPooled;

/** A shop that neither grows nor runs out, however many orders are placed. Thread-safe. */
final class Orders {
  private static final int PRODUCTS = 1000;

  private final DataSource database;
  private final @Nullable JedisPooled redis;

  private Orders(DataSource database, @Nullable JedisPooled redis) {
    this.database = database;
    this.redis = redis;
  }

  static Orders open(@Nullable URI redis) throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:load;DB_CLOSE_DELAY=-1");
    config.setUsername("sa");
    config.setMaximumPoolSize(32);
    DataSource database = new HikariDataSource(config);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table products (id int primary key, name varchar(40), stock int not null)");
      statement.execute("create table orders (product_id int primary key, placed int not null)");
      try (PreparedStatement insert =
          connection.prepareStatement("insert into products values (?, ?, 0)")) {
        for (int id = 0; id < PRODUCTS; id++) {
          insert.setInt(1, id);
          insert.setString(2, "product " + id);
          insert.addBatch();
        }
        insert.executeBatch();
      }
      statement.execute("insert into orders select id, 0 from products");
    }
    return new Orders(database, redis == null ? null : new JedisPooled(redis));
  }

  /** Four JDBC calls, and two Redis commands if there is one. Returns what was ordered. */
  String place() throws SQLException {
    int id = ThreadLocalRandom.current().nextInt(PRODUCTS);
    String key = "product:" + id;
    if (redis != null) {
      redis.get(key);
    }
    String name;
    try (Connection connection = database.getConnection()) {
      name = name(connection, id);
      update(connection, "update products set stock = stock - 1 where id = ?", id);
      update(connection, "update orders set placed = placed + 1 where product_id = ?", id);
      update(connection, "update products set stock = stock + 1 where id = ?", id);
    }
    if (redis != null) {
      redis.set(key, name);
    }
    return name;
  }

  private static String name(Connection connection, int id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select name, stock from products where id = ?")) {
      select.setInt(1, id);
      try (ResultSet rows = select.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  private static void update(Connection connection, String sql, int id) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setInt(1, id);
      update.executeUpdate();
    }
  }
}
