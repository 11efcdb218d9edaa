package io.sidelight.inst.jdbc.advice;

import io.sidelight.core.record.DbCall;
import io.sidelight.core.record.DbRecorder;
import io.sidelight.core.record.Recorders;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** On what ends a transaction or a part of it, or says where that part begins. */
public final class TransactionAdvice {
  private static final DbRecorder DATABASE = Recorders.database();

  private TransactionAdvice() {}

  public static @Nullable Object commit(Connection connection) {
    return begin(connection, "COMMIT");
  }

  public static @Nullable Object rollback(Connection connection) {
    return begin(connection, "ROLLBACK");
  }

  public static @Nullable Object setSavepoint(Connection connection) {
    return begin(connection, "SAVEPOINT");
  }

  /** Pools roll back, to be sure, where there is no transaction: that asks no database. */
  private static @Nullable DbCall begin(Connection connection, String operation) {
    return isInTransaction(connection) ? DATABASE.beginControl(connection, operation) : null;
  }

  private static boolean isInTransaction(Connection connection) {
    try {
      return !connection.getAutoCommit();
    } catch (SQLException | RuntimeException | LinkageError e) {
      return true;
    }
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      StatementAdvice.end((DbCall) token, 0, thrown);
    }
  }
}
