package com.example.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;

/** What can be done in a transaction, and how rows are read, on the table of a {@link Scenario}. */
final class Transactions {
  private final Scenario scenario;
  private final String table;
  private final Counter counter;

  Transactions(Scenario scenario, String table, Counter counter) {
    this.scenario = scenario;
    this.table = table;
    this.counter = counter;
  }

  void everyEnd(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(scenario.insert());
      connection.commit();
      counter.count("COMMIT", "", "success", 1);
      statement.executeUpdate(scenario.insert());
      Savepoint savepoint = connection.setSavepoint();
      statement.executeUpdate(scenario.insert());
      scenario.count("INSERT", 3);
      connection.rollback(savepoint);
      connection.rollback();
      counter.count("SAVEPOINT", "", "success", 1);
      counter.count("ROLLBACK", "", "success", 2);
    }
    connection.setAutoCommit(true);
  }

  void rows(Connection connection) throws SQLException {
    int rows = 0;
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement();
        Statement other = connection.createStatement();
        PreparedStatement prepared =
            connection.prepareStatement("select name from " + table + " where id = ?")) {
      for (int i = 0; i < 200; i++) {
        statement.addBatch(scenario.insert());
      }
      statement.executeBatch();
      scenario.count("INSERT", 1);
      statement.setFetchSize(30);
      ResultSet all = statement.executeQuery("select id from " + table);
      while (all.next()) {
        rows++;
        if (rows % 50 == 0) {
          // Another result in between, of which not everything is read.
          prepared.setInt(1, all.getInt(1));
          try (ResultSet one = prepared.executeQuery()) {
            rows += one.next() ? 1 : 0;
          }
          scenario.count("SELECT", 1);
        }
      }
      all.next();
      all.close();
      ResultSet few = statement.executeQuery("select id from " + table);
      for (int i = 0; i < 7; i++) {
        few.next();
        rows++;
      }
      // Neither read to its end nor closed, but run again.
      ResultSet none = statement.executeQuery("select id from " + table + " where id < 0");
      none.next();
      statement.execute("select id from " + table);
      try (ResultSet got = statement.getResultSet()) {
        got.next();
        rows++;
      }
      try (ResultSet unread = other.executeQuery("select id from " + table)) {
        unread.getMetaData();
      }
      scenario.count("SELECT", 5);
    }
    connection.commit();
    counter.count("COMMIT", "", "success", 1);
    connection.setAutoCommit(true);
    System.out.println("rows " + table + ' ' + rows);
  }
}
