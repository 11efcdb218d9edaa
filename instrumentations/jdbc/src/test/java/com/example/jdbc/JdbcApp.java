package com.example.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;

/**
 * Queries a database in every way there is, and says how often it did what. Arguments: URL, user,
 * and the ways of getting a connection, or {@code load}, or {@code metadata}.
 */
public final class JdbcApp {
  private static final int THREADS = 8;
  private static final int QUERIES = 1_250;

  private final String url;
  private final String user;
  private final Counter counter = new Counter();

  private JdbcApp(String url, String user) {
    this.url = url;
    this.user = user;
  }

  public static void main(String[] args) throws Exception {
    JdbcApp app = new JdbcApp(args[0], args[1]);
    for (int i = 2; i < args.length; i++) {
      if (args[i].equals("load")) {
        app.load();
      } else if (args[i].equals("metadata")) {
        MetaDataCalls.run(app.url, app.user, app.counter);
      } else {
        app.everything(args[i]);
      }
    }
    app.counter.print();
    System.out.println("done");
    System.in.read();
  }

  private void everything(String way) throws Exception {
    DataSource source = open(way);
    new Scenario(source, url, way, counter).run();
    close(source);
  }

  /** The application's own count is the number of answers it got. */
  private void load() throws Exception {
    DataSource source = open("hikari");
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      tasks.add(() -> query(source));
    }
    int answers = 0;
    for (Future<Integer> task : threads.invokeAll(tasks)) {
      answers += task.get();
    }
    threads.shutdown();
    close(source);
    counter.count("SELECT", "information_schema.tables", "success", answers);
  }

  private static int query(DataSource source) throws SQLException {
    int answers = 0;
    for (int i = 0; i < QUERIES; i++) {
      try (var connection = source.getConnection();
          var statement =
              connection.prepareStatement(
                  "select 1 from information_schema.tables where table_name = ?")) {
        statement.setString(1, "none");
        try (var rows = statement.executeQuery()) {
          answers += rows.next() ? 0 : 1;
        }
      }
    }
    return answers;
  }

  private DataSource open(String way) throws Exception {
    switch (way) {
      case "driver":
        return new DriverSource(() -> DriverManager.getConnection(url, user, ""));
      case "hikari":
        HikariConfig hikari = new HikariConfig();
        hikari.setJdbcUrl(url);
        hikari.setUsername(user);
        hikari.setMaximumPoolSize(8);
        return new HikariDataSource(hikari);
      case "dbcp":
        BasicDataSource dbcp = new BasicDataSource();
        dbcp.setUrl(url);
        dbcp.setUsername(user);
        dbcp.setPassword("");
        dbcp.setPoolPreparedStatements(true);
        dbcp.setTestOnBorrow(true);
        return dbcp;
      case "tomcat":
        org.apache.tomcat.jdbc.pool.DataSource tomcat =
            new org.apache.tomcat.jdbc.pool.DataSource();
        tomcat.setUrl(url);
        tomcat.setUsername(user);
        tomcat.setPassword("");
        tomcat.setJdbcInterceptors("StatementCache;ConnectionState");
        return tomcat;
      case "source":
        return DriversOwn.source(url, user);
      case "logging":
        return new DriverSource(
            () -> new LoggingConnection(DriverManager.getConnection(url, user, "")));
      default:
        throw new IllegalArgumentException(way);
    }
  }

  private static void close(DataSource source) throws Exception {
    if (source instanceof AutoCloseable) {
      ((AutoCloseable) source).close();
    } else if (source instanceof org.apache.tomcat.jdbc.pool.DataSource) {
      ((org.apache.tomcat.jdbc.pool.DataSource) source).close();
    }
  }

  /** A source without a pool. */
  static final class DriverSource implements DataSource {
    private final Callable<Connection> connect;

    DriverSource(Callable<Connection> connect) {
      this.connect = connect;
    }

    @Override
    public Connection getConnection() throws SQLException {
      try {
        return connect.call();
      } catch (SQLException e) {
        throw e;
      } catch (Exception e) {
        throw new SQLException(e);
      }
    }

    @Override
    public Connection getConnection(String name, String password) throws SQLException {
      return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
      return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
      return 0;
    }

    @Override
    public Logger getParentLogger() {
      return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
      throw new SQLException("no wrapper");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
      return false;
    }
  }
}
