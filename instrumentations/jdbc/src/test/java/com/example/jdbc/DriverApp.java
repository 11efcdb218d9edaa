package com.example.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What every driver can, once each. Arguments: the database's URL, a user. */
public final class DriverApp {
  private static final Counter COUNTER = new Counter();

  private DriverApp() {}

  public static void main(String[] args) throws Exception {
    try (Connection connection = DriverManager.getConnection(args[0], args[1], "")) {
      run(connection);
    }
    COUNTER.print();
    System.out.println("done");
    System.in.read();
  }

  private static void count(String operation, int more) {
    COUNTER.count(operation, "t", "success", more);
  }

  private static void run(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table t (id int primary key, name varchar(100))");
      count("CREATE", 1);
      statement.executeUpdate("insert into t (id, name) values (1, 'one')");
      count("INSERT", 1);
      try {
        statement.executeUpdate("insert into t (id, name) values (1, 'again')");
        throw new IllegalStateException("twice");
      } catch (SQLException e) {
        COUNTER.count("INSERT", "t", "error", 1);
      }
    }
    connection.setAutoCommit(false);
    try (PreparedStatement insert = connection.prepareStatement("insert into t values (?, ?)")) {
      for (int id = 2; id < 5; id++) {
        insert.setInt(1, id);
        insert.setString(2, "name");
        insert.addBatch();
      }
      insert.executeBatch();
      count("INSERT", 1);
      connection.commit();
      COUNTER.count("COMMIT", "", "success", 1);
      insert.setInt(1, 7);
      insert.setString(2, "name");
      insert.execute();
      count("INSERT", 1);
      connection.rollback();
      COUNTER.count("ROLLBACK", "", "success", 1);
    }
    connection.setAutoCommit(true);
    int rows = 0;
    try (PreparedStatement select =
        connection.prepareStatement("select id, name from t where id > ?")) {
      for (int i = 0; i < 3; i++) {
        select.setInt(1, i);
        try (ResultSet read = select.executeQuery()) {
          while (read.next()) {
            rows++;
          }
        }
        count("SELECT", 1);
      }
    }
    System.out.println("rows " + rows);
  }
}
