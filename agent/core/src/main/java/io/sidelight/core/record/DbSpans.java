package io.sidelight.core.record;

import io.sidelight.core.record.sql.SqlStatement;
import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanTemplate;
import io.sidelight.core.trace.Tracer;
import org.jspecify.annotations.Nullable;

/** What a query's span says; see the OpenTelemetry semantic conventions for database spans. */
final class DbSpans {
  private DbSpans() {}

  /** All that does not depend on how a call went. */
  static SpanTemplate template(Tracer tracer, SqlStatement sql, DbServer server) {
    String summary = sql.summary();
    boolean hasText = !sql.text().isEmpty();
    return tracer.template(
        summary.isEmpty() ? sql.operation() : summary,
        "db.system.name",
        server.system,
        "db.namespace",
        present(server.namespace),
        "db.query.text",
        hasText ? sql.text() : null,
        "db.query.summary",
        hasText ? summary : null,
        "db.operation.name",
        sql.operation(),
        "db.collection.name",
        present(sql.table()),
        "server.address",
        server.address,
        "server.port",
        server.port > 0 ? server.port : null);
  }

  private static @Nullable String present(String text) {
    return text.isEmpty() ? null : text;
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
