package io.sidelight.core.record;

import io.sidelight.core.meter.DurationSeries;
import io.sidelight.core.meter.Durations;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is told of an operation of Redis, whoever has awaited its end. Follows the OpenTelemetry
 * semantic conventions for Redis. Keys and values are personal data and are never asked for.
 * Thread-safe.
 */
final class RedisSink {
  private final Meters meters;
  private final CacheReplies cache;
  final KeyTemplates templates;

  RedisSink(Meters meters, KeyTemplates templates) {
    this.meters = meters;
    this.cache = new CacheReplies(meters);
    this.templates = templates;
  }

  void reply(String command, int keys, @Nullable String template, @Nullable Object reply) {
    cache.count(command, keys, template, reply);
  }

  void found(RedisOperation operation, int hits, int misses) {
    cache.found(operation.command, operation.template, hits, hits + misses);
  }

  /**
   * @param ofTransaction whether these are the replies in the reply to EXEC
   */
  void replies(RedisOperation operation, List<?> replies, boolean ofTransaction) {
    RedisBatch batch = operation.batch;
    if (batch != null && ofTransaction) {
      batch.transactionReplies(cache, replies);
    } else if (batch != null) {
      batch.replies(cache, replies);
    }
  }

  /**
   * An operation is over.
   *
   * @param nanos since its beginning
   * @param now on the clock of {@link System#nanoTime()}
   * @param status the prefix of Redis's error, if there is one
   * @param errorType null if it went well
   */
  void ended(
      RedisOperation operation,
      @Nullable SpanContext context,
      long nanos,
      long now,
      @Nullable String status,
      @Nullable String errorType,
      @Nullable Throwable thrown) {
    String command = operation.command;
    Durations durations =
        operation.blocks || isBlocking(command) ? meters.redisBlocked : meters.redisDuration;
    DurationSeries series = durations.series(command, errorType == null ? "" : errorType);
    if (!(context instanceof Span)) {
      series.record(nanos);
      return;
    }
    series.record(nanos, context.traceIdHigh, context.traceIdLow, context.spanId);
    Span span = (Span) context;
    span.name(command);
    span.attribute("db.system.name", "redis");
    span.attribute("db.operation.name", command);
    if (operation.batchSize > 1) {
      span.attribute("db.operation.batch.size", operation.batchSize);
    }
    span.attribute("server.address", operation.address);
    if (operation.port > 0) {
      span.attribute("server.port", operation.port);
    }
    if (errorType != null) {
      span.attribute("db.response.status_code", status);
      span.attribute("error.type", errorType);
      span.error(null);
      // Redis quotes the arguments of a command that it does not know.
      span.exceptionWithoutMessage(thrown);
    }
    span.end(now);
  }

  /** Whether it always waits for something to happen; see the blocking commands of Redis. */
  private static boolean isBlocking(String command) {
    switch (command) {
      case "BLPOP":
      case "BRPOP":
      case "BRPOPLPUSH":
      case "BLMOVE":
      case "BLMPOP":
      case "BZPOPMIN":
      case "BZPOPMAX":
      case "BZMPOP":
      case "WAIT":
      case "WAITAOF":
        return true;
      default:
        return false;
    }
  }
}
