package io.sidelight.shop.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import redis.clients.jedis.JedisPooled;

/** The products: the list is cached in Redis, a single one is read from PostgreSQL. */
public final class Catalog {
  private static final String CACHE_KEY = "shop:products";
  private static final int CACHE_SECONDS = 10;

  private final DataSource database;
  private final JedisPooled redis;
  private final ObjectMapper json;

  public Catalog(DataSource database, JedisPooled redis, ObjectMapper json) {
    this.database = database;
    this.redis = redis;
    this.json = json;
  }

  /** The list of products as JSON, and whether the cache had it. */
  public record Listing(String json, boolean cached) {}

  public Listing list() throws SQLException, JsonProcessingException {
    String cached = redis.get(CACHE_KEY);
    if (cached != null) {
      return new Listing(cached, true);
    }
    String fresh = json.writeValueAsString(readAll());
    redis.setex(CACHE_KEY, CACHE_SECONDS, fresh);
    return new Listing(fresh, false);
  }

  public Optional<Product> find(long id) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT id, name, price_cents, stock FROM products WHERE id = ?")) {
      select.setLong(1, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(read(row)) : Optional.empty();
      }
    }
  }

  /** Makes the next {@link #list} read from PostgreSQL. */
  void forget() {
    redis.del(CACHE_KEY);
  }

  private List<Product> readAll() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT id, name, price_cents, stock FROM products ORDER BY id");
        ResultSet row = select.executeQuery()) {
      List<Product> products = new ArrayList<>();
      while (row.next()) {
        products.add(read(row));
      }
      return products;
    }
  }

  private static Product read(ResultSet row) throws SQLException {
    return new Product(row.getLong(1), row.getString(2), row.getInt(3), row.getInt(4));
  }
}
