package io.sidelight.inst.jdbc.advice;

import io.sidelight.core.record.DbCall;
import io.sidelight.core.record.DbMaking;
import io.sidelight.core.record.DbRecorder;
import io.sidelight.core.record.DbServer;
import io.sidelight.core.record.DbStatements;
import io.sidelight.core.record.Recorders;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** On everything that makes a statement: what is prepared, and on which connection. */
public final class ConnectionAdvice {
  private static final DbRecorder DATABASE = Recorders.database();
  private static final DbStatements STATEMENTS = DATABASE.statements();

  private ConnectionAdvice() {}

  public static Object enter(Object connection, @Nullable Object sql) {
    return STATEMENTS.making(connection, (String) sql);
  }

  public static Object enterWithoutText(Object connection) {
    return STATEMENTS.making(connection, null);
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token == null) {
      return;
    }
    DbMaking making = (DbMaking) token;
    try {
      if (returned != null && !STATEMENTS.made(making, returned)) {
        ask(making, returned);
      }
    } finally {
      STATEMENTS.endMaking(making);
    }
  }

  /**
   * Not opened by a driver that was asked for a URL, but by a data source, or before the agent
   * came. Asked once per connection: it is known before the question, which may run SQL.
   */
  private static void ask(DbMaking making, Object statement) {
    Object connection = making.connection();
    if (connection != null) {
      STATEMENTS.connected(connection, DbServer.UNKNOWN);
      DbCall own = DATABASE.beginOwn();
      STATEMENTS.connected(connection, ask((Connection) connection));
      if (own != null) {
        DATABASE.endOwn(own);
      }
      STATEMENTS.made(making, statement);
    }
  }

  private static DbServer ask(Connection connection) {
    try {
      return JdbcUrl.parse(connection.getMetaData().getURL());
    } catch (SQLException | RuntimeException | LinkageError e) {
      return DbServer.UNKNOWN;
    }
  }
}
