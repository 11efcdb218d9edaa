package io.sidelight.inst.jdbc.advice;

import io.sidelight.core.record.DbCall;
import io.sidelight.core.record.DbRecorder;
import io.sidelight.core.record.DbServer;
import io.sidelight.core.record.Recorders;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** On everything that makes a statement: what is prepared, and on which connection. */
public final class ConnectionAdvice {
  private static final DbRecorder DATABASE = Recorders.database();

  private static final class Making {
    final Object connection;
    final @Nullable String sql;

    Making(Object connection, @Nullable String sql) {
      this.connection = connection;
      this.sql = sql;
    }
  }

  private ConnectionAdvice() {}

  public static @Nullable Object enter(Object connection, @Nullable Object sql) {
    DATABASE.making();
    return new Making(connection, (String) sql);
  }

  public static @Nullable Object enterWithoutText(Object connection) {
    return enter(connection, null);
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token == null || returned == null) {
      return;
    }
    Making making = (Making) token;
    if (!DATABASE.made(returned, making.connection, making.sql)) {
      // Not opened by a driver that was asked for a URL, but by a data source, or before the agent
      // came. Asked once per connection: it is known before the question, which may run SQL.
      DATABASE.connected(making.connection, DbServer.UNKNOWN);
      DbCall own = DATABASE.beginOwn();
      DATABASE.connected(making.connection, ask((Connection) making.connection));
      if (own != null) {
        DATABASE.endOwn(own);
      }
      DATABASE.made(returned, making.connection, making.sql);
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
