package io.sidelight.inst.jdbc.advice;

import io.sidelight.core.record.DbFetch;
import io.sidelight.core.record.FetchRecorder;
import io.sidelight.core.record.Recorders;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Where rows are read, and where nobody wants more of them. */
public final class FetchAdvice {
  private static final FetchRecorder FETCHES = Recorders.database().fetches();

  private FetchAdvice() {}

  public static @Nullable Object next(ResultSet rows) {
    DbFetch fetch = FETCHES.beginNext(rows);
    if (fetch != DbFetch.UNKNOWN) {
      return fetch;
    }
    Statement statement = statement(rows);
    return statement == null ? null : FETCHES.beginNext(rows, statement, portion(rows));
  }

  public static void read(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      FETCHES.endNext((DbFetch) token, Boolean.TRUE.equals(returned));
    }
  }

  public static void close(ResultSet rows) {
    FETCHES.closed(rows);
  }

  private static @Nullable Statement statement(ResultSet rows) {
    try {
      return rows.getStatement();
    } catch (SQLException | RuntimeException | LinkageError e) {
      // It is closed already.
      return null;
    }
  }

  /** MySQL's driver takes a negative number for: one by one, as they come. */
  private static int portion(ResultSet rows) {
    try {
      return rows.getFetchSize();
    } catch (SQLException | RuntimeException | LinkageError e) {
      return 0;
    }
  }
}
