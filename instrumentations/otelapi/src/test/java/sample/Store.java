package sample;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A database, of which the application's spans know nothing. */
final class Store {
  private Store() {}

  static void query() {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:store");
        Statement statement = connection.createStatement()) {
      statement.executeQuery("SELECT COUNT(*) FROM information_schema.tables").close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
