package io.sidelight.inst.jdbc.advice;

import io.sidelight.core.record.DbCall;
import io.sidelight.core.record.DbRecorder;
import io.sidelight.core.record.DbStatements;
import io.sidelight.core.record.Recorders;
import java.lang.reflect.Array;
import java.sql.BatchUpdateException;
import org.jspecify.annotations.Nullable;

/** On everything that runs a statement. */
public final class StatementAdvice {
  private static final DbRecorder DATABASE = Recorders.database();
  private static final DbStatements STATEMENTS = DATABASE.statements();

  private StatementAdvice() {}

  public static @Nullable Object enter(Object statement, @Nullable Object sql) {
    return DATABASE.begin(statement, (String) sql);
  }

  public static @Nullable Object enterPrepared(Object statement) {
    return DATABASE.begin(statement, null);
  }

  public static @Nullable Object batched(Object statement, @Nullable Object sql) {
    if (sql != null) {
      STATEMENTS.batched(statement, (String) sql);
    }
    return null;
  }

  public static @Nullable Object batchCleared(Object statement) {
    STATEMENTS.batchCleared(statement);
    return null;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      end((DbCall) token, 0, thrown);
    }
  }

  public static void exitBatch(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token == null) {
      return;
    }
    int size = returned == null ? 0 : Array.getLength(returned);
    if (size == 0 && thrown == null) {
      // Nothing had been added: the database was not asked.
      DATABASE.drop((DbCall) token);
      return;
    }
    if (thrown instanceof BatchUpdateException) {
      int[] counts = ((BatchUpdateException) thrown).getUpdateCounts();
      size = counts == null ? 0 : counts.length;
    }
    end((DbCall) token, size, thrown);
  }

  static void end(DbCall call, int batchSize, @Nullable Throwable thrown) {
    if (thrown == null) {
      DATABASE.end(call, batchSize);
    } else {
      DATABASE.fail(call, batchSize, SqlFailure.of(call, thrown), thrown);
    }
  }
}
