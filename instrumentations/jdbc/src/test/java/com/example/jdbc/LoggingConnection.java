package com.example.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.commons.dbcp2.DelegatingConnection;
import org.apache.commons.dbcp2.DelegatingPreparedStatement;

/** A wrapper such as applications write: it delegates, and keeps a log. */
final class LoggingConnection extends DelegatingConnection<Connection> {
  private int logged;

  LoggingConnection(Connection connection) {
    super(connection);
  }

  @Override
  public PreparedStatement prepareStatement(String sql) throws SQLException {
    return new LoggingStatement(getDelegate().prepareStatement("/* logged */ " + sql));
  }

  private final class LoggingStatement extends DelegatingPreparedStatement {
    LoggingStatement(PreparedStatement statement) {
      super(LoggingConnection.this, statement);
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
      logged++;
      return super.executeQuery();
    }
  }

  int logged() {
    return logged;
  }
}
