package io.sidelight.inst.jdbc.advice;

import io.sidelight.core.record.DbCall;
import io.sidelight.core.record.DbFailure;
import io.sidelight.core.record.DbFailure.Reason;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What an exception says. Most drivers have one SQLState for a query that somebody has cancelled
 * and for one whose time was up, since that is how they end it; and H2 has one type and one
 * message. Then the clock says which it was.
 */
final class SqlFailure {
  /** SQL's own, which PostgreSQL and H2 have; MySQL's; ODBC's, for SQL Server; Derby's. */
  private static final Set<String> ENDED =
      new HashSet<>(Arrays.asList("57014", "70100", "HY008", "XCL52"));

  private SqlFailure() {}

  static DbFailure of(DbCall call, Throwable thrown) {
    String state = thrown instanceof SQLException ? ((SQLException) thrown).getSQLState() : null;
    return new DbFailure(state, reason(call, state, thrown));
  }

  private static Reason reason(DbCall call, @Nullable String state, Throwable thrown) {
    boolean ended =
        ENDED.contains(state) || thrown.getClass().getSimpleName().contains("Cancelled");
    if (ended) {
      return isOver(call) || saysTimeout(thrown) ? Reason.TIMEOUT : Reason.CANCELLED;
    }
    // HYT00 and HYT01 are ODBC's: a lock, or a connection, that was not to be had in time.
    boolean timeout =
        thrown instanceof SQLTimeoutException || (state != null && state.startsWith("HYT0"));
    return timeout ? Reason.TIMEOUT : Reason.ERROR;
  }

  private static boolean saysTimeout(Throwable thrown) {
    String message = String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("timeout")
        || (message.contains("timed out") && !message.contains("cancel"));
  }

  /** Whether the time that the statement may take is over. */
  private static boolean isOver(DbCall call) {
    try {
      Object target = call.target();
      int seconds = target instanceof Statement ? ((Statement) target).getQueryTimeout() : 0;
      return seconds > 0 && call.elapsedNanos() >= TimeUnit.SECONDS.toNanos(seconds);
    } catch (SQLException | RuntimeException | LinkageError e) {
      return false;
    }
  }
}
