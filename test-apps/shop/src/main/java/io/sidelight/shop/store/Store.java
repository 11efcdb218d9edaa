package io.sidelight.shop.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import redis.clients.jedis.JedisPooled;

/** The connections to both servers, and what is kept there. */
public final class Store implements AutoCloseable {
  private static final int POOL_SIZE = 10;

  /**
   * Any number; two shops that start at once on one server create the tables one after the other.
   */
  private static final long SCHEMA_LOCK = 0x5109;

  private final HikariDataSource database;
  private final JedisPooled redis;
  private final Catalog catalog;
  private final Orders orders;
  private final Users users;

  private Store(HikariDataSource database, JedisPooled redis, ObjectMapper json) {
    this.database = database;
    this.redis = redis;
    this.catalog = new Catalog(database, redis, json);
    this.orders = new Orders(database, catalog);
    this.users = new Users(database);
  }

  /** Connects to both servers and creates the tables where they are missing. */
  public static Store open(String databaseUrl, String redisUrl, ObjectMapper json)
      throws SQLException, IOException {
    HikariConfig config = new HikariConfig();
    config.setPoolName("shop");
    config.setJdbcUrl(databaseUrl);
    config.setMaximumPoolSize(POOL_SIZE);
    HikariDataSource database = new HikariDataSource(config);
    try {
      createTables(database);
      return new Store(database, new JedisPooled(redisUrl), json);
    } catch (SQLException | IOException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  public Catalog catalog() {
    return catalog;
  }

  public Orders orders() {
    return orders;
  }

  public Users users() {
    return users;
  }

  /** A query that takes so many seconds. */
  public void sleep(double seconds) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement("SELECT pg_sleep(?)")) {
      select.setDouble(1, seconds);
      select.execute();
    }
  }

  @Override
  public void close() {
    redis.close();
    database.close();
  }

  private static void createTables(DataSource database) throws SQLException, IOException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SELECT pg_advisory_xact_lock(" + SCHEMA_LOCK + ")");
      statement.execute(schema());
      connection.commit();
    }
  }

  private static String schema() throws IOException {
    try (InputStream source = Store.class.getResourceAsStream("/schema.sql")) {
      if (source == null) {
        throw new IOException("schema.sql is not on the class path");
      }
      return new String(source.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
