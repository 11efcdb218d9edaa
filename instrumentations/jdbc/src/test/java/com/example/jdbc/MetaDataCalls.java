package com.example.jdbc;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import org.apache.commons.dbcp2.DelegatingConnection;
import org.apache.commons.dbcp2.DelegatingPreparedStatement;

/** How often a connection is asked for its metadata, which the application never does. */
final class MetaDataCalls {
  private MetaDataCalls() {}

  static void run(String url, String user, Counter counter) throws Exception {
    AtomicInteger ofDriver = new AtomicInteger();
    Driver real = DriverManager.getDriver(url);
    for (Driver driver : Collections.list(DriverManager.getDrivers())) {
      DriverManager.deregisterDriver(driver);
    }
    DriverManager.registerDriver(new CountingDriver(real, ofDriver));
    for (int i = 0; i < 3; i++) {
      try (Connection connection = DriverManager.getConnection(url, user, "")) {
        useTwice(connection, counter, "known");
      }
    }
    AtomicInteger ofSource = new AtomicInteger();
    useTwice(sourceless(url, ofSource), counter, "unknown");
    System.out.println("metadata " + ofDriver.get() + " " + ofSource.get());
  }

  private static void useTwice(Connection connection, Counter counter, String table)
      throws SQLException {
    for (int i = 0; i < 2; i++) {
      try (PreparedStatement statement =
          connection.prepareStatement("select 1 from (select 1) " + table)) {
        statement.execute();
      }
      counter.count("SELECT", "", "success", 1);
    }
  }

  /** A connection that no driver made and that wraps none. */
  private static Connection sourceless(String url, AtomicInteger asked) {
    DatabaseMetaData metaData =
        (DatabaseMetaData)
            Proxy.newProxyInstance(
                MetaDataCalls.class.getClassLoader(),
                new Class<?>[] {DatabaseMetaData.class},
                (self, method, args) -> method.getName().equals("getURL") ? url : null);
    return new CountingConnection(null, asked) {
      @Override
      public PreparedStatement prepareStatement(String sql) {
        return new IdleStatement(this);
      }

      @Override
      public DatabaseMetaData getMetaData() {
        asked.incrementAndGet();
        return metaData;
      }

      @Override
      public void close() {}
    };
  }

  private static final class IdleStatement extends DelegatingPreparedStatement {
    IdleStatement(CountingConnection connection) {
      super(connection, null);
    }

    @Override
    public boolean execute() {
      return false;
    }

    @Override
    public void close() {}
  }

  private static class CountingConnection extends DelegatingConnection<Connection> {
    private final AtomicInteger asked;

    CountingConnection(Connection connection, AtomicInteger asked) {
      super(connection);
      this.asked = asked;
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
      asked.incrementAndGet();
      return super.getMetaData();
    }
  }

  /** Takes the place of the real driver; its connections count. */
  private static final class CountingDriver implements Driver {
    private final Driver real;
    private final AtomicInteger asked;

    CountingDriver(Driver real, AtomicInteger asked) {
      this.real = real;
      this.asked = asked;
    }

    @Override
    public Connection connect(String url, Properties info) throws SQLException {
      return new CountingConnection(real.connect(url, info), asked);
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
      return real.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
      return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
      return 1;
    }

    @Override
    public int getMinorVersion() {
      return 0;
    }

    @Override
    public boolean jdbcCompliant() {
      return false;
    }

    @Override
    public Logger getParentLogger() {
      return Logger.getGlobal();
    }
  }
}
