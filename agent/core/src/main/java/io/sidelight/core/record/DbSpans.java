package io.sidelight.core.record;

import io.sidelight.core.record.sql.SqlStatement;
import io.sidelight.core.trace.Span;
import org.jspecify.annotations.Nullable;

/** What a query's span says; see the OpenTelemetry semantic conventions for database spans. */
final class DbSpans {
  private DbSpans() {}

  static void describe(Span span, SqlStatement sql, DbServer server, int batchSize) {
    String summary = sql.summary();
    span.name(summary.isEmpty() ? sql.operation() : summary);
    span.attribute("db.system.name", server.system);
    if (!server.namespace.isEmpty()) {
      span.attribute("db.namespace", server.namespace);
    }
    if (!sql.text().isEmpty()) {
      span.attribute("db.query.text", sql.text());
      span.attribute("db.query.summary", summary);
    }
    span.attribute("db.operation.name", sql.operation());
    if (!sql.table().isEmpty()) {
      span.attribute("db.collection.name", sql.table());
    }
    if (batchSize > 1) {
      span.attribute("db.operation.batch.size", batchSize);
    }
    span.attribute("server.address", server.address);
    if (server.port > 0) {
      span.attribute("server.port", server.port);
    }
  }

  static void parameters(Span span, @Nullable String[] parameters) {
    for (int i = 0; i < parameters.length; i++) {
      span.attribute("db.query.parameter." + i, parameters[i]);
    }
  }

  static void fail(Span span, String errorType, DbFailure failure, @Nullable Throwable thrown) {
    span.attribute("db.response.status_code", failure.state());
    span.attribute("error.type", errorType);
    if (failure.isInterruption()) {
      span.attribute("sidelight.db.failure", failure.reason());
    }
    span.error(null);
    // Databases quote the values, and some the whole statement, in what they complain about.
    span.exceptionWithoutMessage(thrown);
  }
}
