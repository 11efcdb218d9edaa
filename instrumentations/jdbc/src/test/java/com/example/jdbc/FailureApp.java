package com.example.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;

/** Queries that take long, and what ends them. */
public final class FailureApp {
  private static String sleep;

  private FailureApp() {}

  /** Arguments: the database's URL and user. */
  public static void main(String[] args) throws Exception {
    boolean postgres = args[0].startsWith("jdbc:postgresql:");
    sleep = postgres ? "select pg_sleep(%d)" : "select sleep(%d000)";
    try (Connection connection = DriverManager.getConnection(args[0], args[1], "");
        Statement statement = connection.createStatement()) {
      if (!postgres) {
        statement.execute("create alias sleep for \"com.example.jdbc.FailureApp.sleep(int)\"");
      }
      statement.execute("create table t (id int primary key)");
      statement.execute("insert into t values (1)");
      statement.execute(text(1));
      statement.setQueryTimeout(1);
      fails(statement, endless(postgres));
      statement.setQueryTimeout(0);
      cancelled(statement, endless(postgres));
      if (postgres) {
        statement.execute("set statement_timeout = 1000");
        fails(statement, text(20));
        statement.execute("set statement_timeout = 0");
      }
      fails(statement, "insert into t values (1)");
      fails(statement, "select no_such from t");
      connection.close();
      fails(statement, "select id from t");
    }
    System.out.println("done");
    System.in.read();
  }

  private static String text(int seconds) {
    return String.format(sleep, seconds);
  }

  private static String endless(boolean postgres) {
    return postgres
        ? text(20)
        : "select sum(a.x * b.x) from system_range(1, 100000) a, system_range(1, 100000) b";
  }

  private static void fails(Statement statement, String text) {
    try {
      statement.execute(text);
      throw new IllegalStateException(text);
    } catch (SQLException e) {
      System.out.println(e);
    }
  }

  private static void cancelled(Statement statement, String text) throws Exception {
    CountDownLatch runs = new CountDownLatch(1);
    Thread other =
        new Thread(
            () -> {
              runs.countDown();
              fails(statement, text);
            });
    other.start();
    runs.await();
    // It may not have begun yet, and then there is nothing to be cancelled.
    while (other.isAlive()) {
      statement.cancel();
      other.join(100);
    }
  }

  /** For a database that has no such function. */
  public static int sleep(int millis) throws InterruptedException {
    Thread.sleep(millis);
    return millis;
  }
}
