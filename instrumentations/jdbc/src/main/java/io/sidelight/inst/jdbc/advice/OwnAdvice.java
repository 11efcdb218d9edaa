package io.sidelight.inst.jdbc.advice;

import io.sidelight.core.record.DbCall;
import io.sidelight.core.record.DbRecorder;
import io.sidelight.core.record.Recorders;
import org.jspecify.annotations.Nullable;

/**
 * On the methods of a connection that pools call and for which some drivers run statements, with
 * their own JDBC: {@code isValid}, and the getting and setting of catalog and schema. These are no
 * queries of the application's.
 */
public final class OwnAdvice {
  private static final DbRecorder DATABASE = Recorders.database();

  private OwnAdvice() {}

  public static @Nullable Object enter() {
    return DATABASE.beginOwn();
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      DATABASE.endOwn((DbCall) token);
    }
  }
}
