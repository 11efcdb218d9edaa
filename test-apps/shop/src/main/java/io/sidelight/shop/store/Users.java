package io.sidelight.shop.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Who may log in. */
public final class Users {
  private final DataSource database;

  public Users(DataSource database) {
    this.database = database;
  }

  /** Whether there is such a user with such a password. */
  public boolean verify(String name, String password) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT password_hash FROM users WHERE name = ?")) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        return row.next() && Passwords.matches(password, row.getString(1));
      }
    }
  }
}
