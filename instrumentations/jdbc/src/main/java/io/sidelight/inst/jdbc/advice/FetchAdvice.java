package io.sidelight.inst.jdbc.advice;

import io.sidelight.core.record.DbFetch;
import io.sidelight.core.record.DbRecorder;
import io.sidelight.core.record.Recorders;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Where rows are read, and where nobody wants more of them. */
public final class FetchAdvice {
  private static final DbRecorder DATABASE = Recorders.database();

  private FetchAdvice() {}

  public static @Nullable Object next(ResultSet rows) {
    if (DATABASE.isReading()) {
      return null;
    }
    DbFetch fetch = DATABASE.fetchOf(rows);
    if (fetch == null) {
      Statement statement = statement(rows);
      fetch = statement == null ? null : DATABASE.fetchOf(rows, statement, true);
      if (fetch == null) {
        return null;
      }
    }
    if (fetch.asksForPortion()) {
      fetch.portion(portion(rows));
    }
    DATABASE.beginNext(fetch);
    return fetch;
  }

  public static void read(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      DATABASE.endNext((DbFetch) token, Boolean.TRUE.equals(returned));
    }
  }

  public static void close(ResultSet rows) {
    if (DATABASE.isReading()) {
      return;
    }
    DbFetch fetch = DATABASE.fetchOf(rows);
    if (fetch == null) {
      Statement statement = statement(rows);
      fetch = statement == null ? null : DATABASE.fetchOf(rows, statement, false);
    }
    if (fetch != null) {
      DATABASE.finish(fetch);
    }
  }

  private static @Nullable Statement statement(ResultSet rows) {
    try {
      return rows.getStatement();
    } catch (SQLException | RuntimeException | LinkageError e) {
      // It is closed already.
      return null;
    }
  }

  private static int portion(ResultSet rows) {
    try {
      return rows.getFetchSize();
    } catch (SQLException | RuntimeException | LinkageError e) {
      return 0;
    }
  }
}
