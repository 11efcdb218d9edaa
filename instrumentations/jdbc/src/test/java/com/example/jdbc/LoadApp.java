package com.example.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/** Eight threads that do all kinds of things, and what PostgreSQL says that it was asked for. */
public final class LoadApp {
  private static final int THREADS = 8;
  private static final int ROUNDS = 200;

  private final DataSource source;

  private LoadApp(DataSource source) {
    this.source = source;
  }

  /** Arguments: the database's URL and user. */
  public static void main(String[] args) throws Exception {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(args[0]);
    config.setUsername(args[1]);
    config.setMaximumPoolSize(4);
    try (HikariDataSource source = new HikariDataSource(config)) {
      new LoadApp(source).run();
    }
    System.out.println("done");
    System.in.read();
  }

  private void run() throws Exception {
    execute("create extension pg_stat_statements");
    execute("create table load_t (id int primary key, name varchar(100))");
    execute("select pg_stat_statements_reset()");
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int first = i * ROUNDS;
      tasks.add(() -> rounds(first));
    }
    for (Future<Void> task : threads.invokeAll(tasks)) {
      task.get();
    }
    threads.shutdown();
    print();
  }

  private void execute(String text) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }

  private Void rounds(int first) throws SQLException {
    for (int id = first; id < first + ROUNDS; id++) {
      try (Connection connection = source.getConnection()) {
        connection.setAutoCommit(false);
        prepared(connection, "insert into load_t (name, id) values ('x', ?)", id);
        prepared(connection, "update load_t set name = 'y' where id = ?", id);
        if (id % 3 == 0) {
          connection.rollback();
        } else {
          connection.commit();
        }
        connection.setAutoCommit(true);
        prepared(connection, "select name from load_t where id = ?", id);
        try (Statement statement = connection.createStatement();
            ResultSet rows = statement.executeQuery("select * from load_t where id < 10")) {
          while (rows.next()) {
            rows.getString(2);
          }
        }
        if (id % 5 == 0) {
          prepared(connection, "delete from load_t where id = ?", id);
        }
      }
    }
    return null;
  }

  private static void prepared(Connection connection, String text, int id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      statement.setInt(1, id);
      statement.execute();
    }
  }

  private void print() throws SQLException {
    Map<String, Long> calls = new TreeMap<>();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select query, calls from pg_stat_statements")) {
      while (rows.next()) {
        String query = rows.getString(1).toUpperCase(Locale.ROOT);
        // Not COMMIT: that it counts once only for each connection that has prepared it.
        if (query.contains("LOAD_T")) {
          calls.merge(query.split(" ")[0], rows.getLong(2), Long::sum);
        }
      }
    }
    calls.forEach((operation, count) -> System.out.println("calls " + operation + ' ' + count));
  }
}
