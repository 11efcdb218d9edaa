package io.sidelight.core.record;

import io.sidelight.core.meter.DurationSeries;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanContext;
import io.sidelight.core.trace.Tracer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is told of an operation of Redis, whoever has awaited its end. Follows the OpenTelemetry
 * semantic conventions for Redis. Keys and values are personal data and are never asked for.
 * Thread-safe.
 */
final class RedisSink {
  /** More servers than this, and they are worked out anew. */
  private static final int MOST_SERVERS = 16;

  /** Redis has some four hundred; an application can make up as many as it likes. */
  private static final int MOST_COMMANDS = 1000;

  private final Meters meters;
  private final Tracer tracer;
  private final CacheReplies cache;
  private final Map<String, RedisTarget> targets = new ConcurrentHashMap<>();
  final KeyTemplates templates;

  RedisSink(Meters meters, Tracer tracer, KeyTemplates templates) {
    this.meters = meters;
    this.tracer = tracer;
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
    RedisTarget target = target(command, operation.address, operation.port);
    DurationSeries series =
        errorType == null && !operation.blocks
            ? target.duration()
            : target.series(operation.blocks, errorType == null ? "" : errorType);
    if (!(context instanceof Span)) {
      series.record(nanos);
      return;
    }
    series.record(nanos, context.traceIdHigh, context.traceIdLow, context.spanId);
    Span span = (Span) context;
    span.describe(target.span);
    if (operation.batchSize > 1) {
      span.attribute("db.operation.batch.size", operation.batchSize);
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

  private RedisTarget target(String command, @Nullable String address, int port) {
    RedisTarget first = targets.get(command);
    for (RedisTarget known = first; known != null; known = known.next) {
      if (known.is(address, port)) {
        return known;
      }
    }
    RedisTarget kept = first == null || first.length >= MOST_SERVERS ? null : first;
    RedisTarget made = new RedisTarget(meters, tracer, command, address, port, kept);
    if (first != null || targets.size() < MOST_COMMANDS) {
      targets.put(command, made);
    }
    return made;
  }
}
