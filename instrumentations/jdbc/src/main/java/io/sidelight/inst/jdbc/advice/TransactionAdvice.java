package io.sidelight.inst.jdbc.advice;

import io.sidelight.core.record.DbCall;
import io.sidelight.core.record.DbRecorder;
import io.sidelight.core.record.Recorders;
import org.jspecify.annotations.Nullable;

/** On what ends a transaction or a part of it, or says where that part begins. */
public final class TransactionAdvice {
  private static final DbRecorder DATABASE = Recorders.database();

  private TransactionAdvice() {}

  public static @Nullable Object commit(Object connection) {
    return DATABASE.beginTransactionEnd(connection, "COMMIT");
  }

  public static @Nullable Object rollback(Object connection) {
    return DATABASE.beginTransactionEnd(connection, "ROLLBACK");
  }

  public static @Nullable Object setSavepoint(Object connection) {
    return DATABASE.beginTransactionEnd(connection, "SAVEPOINT");
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      StatementAdvice.end((DbCall) token, 0, thrown);
    }
  }
}
