package com.example.jdbc;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.DelegatingPreparedStatement;

/** Each way to run a statement, once or a known number of times, on a table of its own. */
public final class Scenario {
  /** Stands in no metric and no span, wherever the database may quote it. */
  public static final String SECRET = "hush4711";

  private static final int MEGABYTE = 1 << 20;

  private interface Work {
    void on(Connection connection) throws Exception;
  }

  private final DataSource source;
  private final boolean postgres;
  private final boolean h2;
  private final String table;
  private final Counter counter;
  private int id;

  Scenario(DataSource source, String url, String way, Counter counter) {
    this.source = source;
    this.postgres = url.startsWith("jdbc:postgresql:");
    this.h2 = url.startsWith("jdbc:h2:");
    this.table = "t_" + way;
    this.counter = counter;
  }

  void run() throws Exception {
    with(this::create);
    with(this::texts);
    with(this::prepared);
    with(this::prepared);
    with(this::everyPreparation);
    with(this::batches);
    with(this::failures);
    Transactions transactions = new Transactions(this, table, counter);
    with(transactions::everyEnd);
    with(transactions::rows);
    with(this::oddities);
    if (postgres || h2) {
      with(this::calls);
    }
    with(this::severalThreads);
    afterClose();
  }

  private void with(Work work) throws Exception {
    try (Connection connection = source.getConnection()) {
      work.on(connection);
      connection.isValid(1);
    }
  }

  void count(String operation, int more) {
    counter.count(operation, table, "success", more);
  }

  private void failed(String operation) {
    counter.count(operation, table, "error", 1);
  }

  String insert() {
    return "insert into " + table + " (id, name) values (" + ++id + ", '" + SECRET + "')";
  }

  private void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table " + table + " (id int primary key, name varchar(100))");
      count("CREATE", 1);
    }
  }

  private void texts(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(insert());
      statement.execute(insert());
      statement.getUpdateCount();
      statement.executeUpdate(insert(), Statement.RETURN_GENERATED_KEYS);
      statement.getGeneratedKeys().close();
      statement.executeUpdate(insert(), new String[] {"id"});
      statement.execute(insert(), Statement.RETURN_GENERATED_KEYS);
      statement.execute(insert(), new String[] {"id"});
      count("INSERT", 6);
      large(() -> statement.executeLargeUpdate(insert()));
      large(() -> statement.executeLargeUpdate(insert(), Statement.NO_GENERATED_KEYS));
      large(() -> statement.executeLargeUpdate(insert(), new String[] {"id"}));
      statement.executeQuery("select name from " + table + " where name = '" + SECRET + "'");
      count("SELECT", 1);
      statement.executeUpdate("update " + table + " set name = '" + SECRET + "'");
      count("UPDATE", 1);
    }
    int scroll = ResultSet.TYPE_SCROLL_INSENSITIVE;
    int read = ResultSet.CONCUR_READ_ONLY;
    try (Statement statement = connection.createStatement(scroll, read);
        Statement other =
            connection.createStatement(scroll, read, ResultSet.CLOSE_CURSORS_AT_COMMIT)) {
      statement.executeQuery("select * from " + table);
      other.executeQuery("select * from " + table);
      count("SELECT", 2);
    }
  }

  /** Drivers older than JDBC 4.2 refuse it before they ask the database. */
  private void large(Update update) throws SQLException {
    try {
      update.run();
      count("INSERT", 1);
    } catch (UnsupportedOperationException e) {
      System.out.println("no executeLargeUpdate");
    }
  }

  private void prepared(Connection connection) throws SQLException {
    String text = "select name from " + table + " where id = ? and name <> '" + SECRET + "'";
    for (int i = 0; i < 3; i++) {
      try (PreparedStatement statement = connection.prepareStatement(text)) {
        statement.setInt(1, i);
        statement.executeQuery().close();
        statement.execute();
        count("SELECT", 2);
      }
    }
    try (PreparedStatement statement =
        connection.prepareStatement("update " + table + " set name = ? where id = ?")) {
      statement.setString(1, SECRET);
      statement.setInt(2, 1);
      statement.executeUpdate();
      statement.execute();
      statement.getUpdateCount();
      count("UPDATE", 2);
    }
  }

  private void everyPreparation(Connection connection) throws SQLException {
    String text = "select id from " + table;
    int type = ResultSet.TYPE_FORWARD_ONLY;
    int read = ResultSet.CONCUR_READ_ONLY;
    int close = ResultSet.CLOSE_CURSORS_AT_COMMIT;
    query(connection.prepareStatement(text, Statement.NO_GENERATED_KEYS));
    query(connection.prepareStatement(text, type, read));
    query(connection.prepareStatement(text, type, read, close));
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into " + table + " (id) values (?)", new String[] {"id"})) {
      statement.setInt(1, ++id);
      statement.executeUpdate();
      count("INSERT", 1);
    }
    // Made by nobody's connection, and so known to nobody.
    query(new DelegatingPreparedStatement(null, connection.prepareStatement(text)));
  }

  private void query(PreparedStatement statement) throws SQLException {
    statement.executeQuery().close();
    statement.close();
    count("SELECT", 1);
  }

  private void batches(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("insert into " + table + " (id, name) values (?, ?)")) {
      for (int i = 0; i < 5; i++) {
        statement.setInt(1, ++id);
        statement.setString(2, SECRET);
        statement.addBatch();
      }
      statement.executeBatch();
      count("INSERT", 1);
      if (postgres || h2) {
        // Nothing has been added since; HSQLDB would complain.
        statement.executeBatch();
      }
    }
    try (Statement statement = connection.createStatement()) {
      statement.addBatch("delete from " + table + " where id = 1");
      statement.clearBatch();
      for (int i = 0; i < 3; i++) {
        statement.addBatch(insert());
      }
      statement.executeBatch();
      count("INSERT", 1);
      statement.addBatch("delete from " + table + " where name = '" + SECRET + "?'");
      statement.executeBatch();
      count("DELETE", 1);
    }
  }

  private void failures(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      fail("INSERT", () -> statement.executeUpdate(insert().replaceFirst("\\(\\d+", "(2")));
      fail(
          "SELECT",
          () ->
              statement.executeQuery(
                  "select no_such from " + table + " where name = '" + SECRET + "'"));
      statement.addBatch(insert().replaceFirst("\\(\\d+", "(3"));
      fail("INSERT", statement::executeBatch);
    }
    try (PreparedStatement statement =
        connection.prepareStatement("insert into " + table + " (id, name) values (?, ?)")) {
      statement.setInt(1, 2);
      statement.setString(2, SECRET);
      fail("INSERT", statement::executeUpdate);
    }
  }

  private interface Update {
    Object run() throws SQLException;
  }

  private void fail(String operation, Update work) {
    try {
      work.run();
      throw new IllegalStateException("should have failed");
    } catch (SQLException e) {
      failed(operation);
    }
  }

  private void oddities(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      StringBuilder long1 = new StringBuilder("select id from " + table + " where name = '");
      while (long1.length() < MEGABYTE) {
        long1.append(SECRET);
      }
      statement.executeQuery(long1.append("'").toString());
      count("SELECT", 1);
      if (postgres) {
        statement.execute("update " + table + " set name = 'x'; select 1");
        count("UPDATE", 1);
      }
    }
  }

  private void calls(Connection connection) throws SQLException {
    String function = table.replace("t_", "f_");
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          postgres
              ? "create function " + function + "(x int) returns int as 'select x' language sql"
              : "create alias " + function + " for \"java.lang.Math.abs(int)\"");
      counter.count("CREATE", postgres ? function : "", "success", 1);
    }
    try (CallableStatement call = connection.prepareCall("{? = call " + function + "(?)}")) {
      call.registerOutParameter(1, Types.INTEGER);
      call.setInt(2, 7);
      call.execute();
      call.getInt(1);
    }
    try (CallableStatement call = connection.prepareCall("{call " + function + "(?)}")) {
      call.setInt(1, 7);
      call.executeQuery().close();
    }
    counter.count("CALL", function, "success", 2);
  }

  private void severalThreads(Connection connection) throws Exception {
    try (PreparedStatement statement =
        connection.prepareStatement("select id from " + table + " where id = 0")) {
      for (int i = 0; i < 4; i++) {
        Thread thread = new Thread(() -> run(statement));
        thread.start();
        thread.join();
      }
    }
  }

  private void run(PreparedStatement statement) {
    try {
      statement.executeQuery().close();
      count("SELECT", 1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void afterClose() throws SQLException {
    PreparedStatement late;
    try (Connection connection = source.getConnection()) {
      late = connection.prepareStatement("select id from " + table + " where id = 1");
    }
    // A pool that keeps statements may leave it open.
    try {
      late.executeQuery().close();
      count("SELECT", 1);
    } catch (SQLException e) {
      failed("SELECT");
    }
  }
}
