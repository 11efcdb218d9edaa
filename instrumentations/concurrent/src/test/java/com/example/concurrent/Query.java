package com.example.concurrent;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One query, whose span shows on whose behalf the thread that runs it works. */
final class Query implements Runnable, Callable<Integer>, Supplier<Integer> {
  private static final String URL = "jdbc:h2:mem:concurrent;DB_CLOSE_DELAY=-1";
  private static final long LIMIT_SECONDS = 30;

  private final String table;
  private final CountDownLatch done;

  /**
   * @param times how often it will be run
   */
  Query(String table, int times) {
    this.table = table;
    this.done = new CountDownLatch(times);
  }

  static void createTables(String... tables) throws SQLException {
    try (Connection connection = DriverManager.getConnection(URL);
        Statement statement = connection.createStatement()) {
      for (String table : tables) {
        statement.execute("create table " + table + " (id int)");
      }
    }
  }

  @Override
  public void run() {
    try (Connection connection = DriverManager.getConnection(URL);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select count(*) from " + table)) {
      result.next();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } finally {
      done.countDown();
    }
  }

  @Override
  public Integer call() {
    run();
    return 1;
  }

  @Override
  public Integer get() {
    return call();
  }

  /** Waits until it has run as often as expected. */
  void await() throws InterruptedException {
    if (!done.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("not run");
    }
  }
}
