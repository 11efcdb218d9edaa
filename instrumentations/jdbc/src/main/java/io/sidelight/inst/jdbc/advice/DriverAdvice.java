package io.sidelight.inst.jdbc.advice;

import io.sidelight.core.record.DbRecorder;
import io.sidelight.core.record.Recorders;
import org.jspecify.annotations.Nullable;

/** On {@code Driver.connect}: the URL says where the connection goes, at no cost to anybody. */
public final class DriverAdvice {
  private static final DbRecorder DATABASE = Recorders.database();

  private DriverAdvice() {}

  public static @Nullable Object enter(@Nullable Object url) {
    return url;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null && returned != null) {
      DATABASE.connected(returned, JdbcUrl.parse((String) token));
    }
  }
}
