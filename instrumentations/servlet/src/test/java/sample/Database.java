package sample;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Queries, which show in a trace on whose behalf the current thread works. */
final class Database {
  private static final String URL = "jdbc:h2:mem:sample;DB_CLOSE_DELAY=-1";

  private Database() {}

  static void create() throws SQLException {
    try (Connection connection = DriverManager.getConnection(URL);
        Statement statement = connection.createStatement()) {
      for (String table : new String[] {"orders", "items", "pages"}) {
        statement.execute("create table " + table + " (id int)");
      }
    }
  }

  static int count(String table) throws SQLException {
    try (Connection connection = DriverManager.getConnection(URL);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select count(*) from " + table)) {
      result.next();
      return result.getInt(1);
    }
  }
}
