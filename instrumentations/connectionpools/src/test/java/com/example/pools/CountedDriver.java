package com.example.pools;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;

/** Hands on to H2, and counts what it opens. */
public final class CountedDriver implements Driver {
  static final String URL = "jdbc:counted:mem:orders;DB_CLOSE_DELAY=-1";
  static final AtomicInteger OPENED = new AtomicInteger();

  static {
    try {
      DriverManager.registerDriver(new CountedDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Override
  public Connection connect(String url, Properties info) throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }
    Connection connection = new org.h2.Driver().connect(url.replace("counted", "h2"), info);
    OPENED.incrementAndGet();
    return connection;
  }

  @Override
  public boolean acceptsURL(String url) {
    return url.startsWith("jdbc:counted:");
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
