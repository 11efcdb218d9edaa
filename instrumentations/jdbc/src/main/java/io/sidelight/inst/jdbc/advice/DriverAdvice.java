package io.sidelight.inst.jdbc.advice;

import io.sidelight.core.record.DbCall;
import io.sidelight.core.record.DbRecorder;
import io.sidelight.core.record.DbStatements;
import io.sidelight.core.record.PoolRecorder;
import io.sidelight.core.record.Recorders;
import org.jspecify.annotations.Nullable;

/**
 * On {@code Driver.connect}: the URL says where the connection goes, at no cost to anybody. What
 * the driver runs to set a connection up is not a query of the application's.
 */
public final class DriverAdvice {
  private static final DbRecorder DATABASE = Recorders.database();
  private static final DbStatements STATEMENTS = DATABASE.statements();
  private static final PoolRecorder POOLS = Recorders.pools();

  private static final class Connecting {
    final String url;
    final @Nullable DbCall own;
    final boolean outermost = POOLS.opens();
    final long startNanos = System.nanoTime();

    Connecting(String url, @Nullable DbCall own) {
      this.url = url;
      this.own = own;
    }
  }

  private DriverAdvice() {}

  public static @Nullable Object enter(@Nullable Object url) {
    return url == null ? null : new Connecting((String) url, DATABASE.beginOwn());
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token == null) {
      return;
    }
    Connecting connecting = (Connecting) token;
    if (connecting.own != null) {
      DATABASE.endOwn(connecting.own);
    }
    if (connecting.outermost) {
      POOLS.opened(returned == null ? -1 : System.nanoTime() - connecting.startNanos);
    }
    if (returned != null) {
      STATEMENTS.connected(returned, JdbcUrl.parse(connecting.url));
    }
  }
}
