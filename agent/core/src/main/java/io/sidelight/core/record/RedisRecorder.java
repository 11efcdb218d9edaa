package io.sidelight.core.record;

import io.sidelight.core.meter.DurationSeries;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanContext;
import io.sidelight.core.trace.Tracer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All rules about Redis commands. Follows the OpenTelemetry semantic conventions for Redis. Keys
 * and values are personal data and are never asked for. Thread-safe.
 */
public final class RedisRecorder {
  private final Meters meters;
  private final Tracer tracer;
  private final WeakTable<Object, RedisBatch> queued = new WeakTable<>();

  /** What a connection has queued between MULTI and EXEC. */
  private final WeakTable<Object, RedisBatch> transactions = new WeakTable<>();

  /** Over these sinks. */
  public RedisRecorder(Meters meters, Tracer tracer) {
    this.meters = meters;
    this.tracer = tracer;
  }

  /** Whether the current thread is inside a command already. */
  public boolean isInside() {
    return ThreadState.get().redis.isActive();
  }

  /**
   * A command is about to be sent and its reply awaited.
   *
   * @param command its name, upper-case, out of the client's fixed vocabulary
   * @param keys how many keys or fields it asks for, as far as one reply is for all of them
   * @return what {@link #end} takes; null inside another command
   */
  public @Nullable RedisCall begin(String command, int keys) {
    RedisCall call = begin(command, 0, System.nanoTime());
    if (call != null) {
      call.keys = keys;
    }
    return call;
  }

  /**
   * A command is sent; its reply will be read later, maybe together with others.
   *
   * @param keys see {@link #begin}
   */
  public void queue(
      Object connection, String command, int keys, @Nullable String address, int port) {
    RedisBatch batch = queued.get(connection);
    if (batch == null) {
      batch = new RedisBatch(address, port);
      queued.put(connection, batch);
    }
    batch.add(command, keys);
  }

  /**
   * The reply to a command that was just queued is about to be read, or never will be: the call
   * began when the command was sent.
   *
   * @return what {@link #end} takes; null if nothing is queued, or inside another command
   */
  public @Nullable RedisCall beginReply(Object connection) {
    return beginReplies(connection, false);
  }

  /**
   * The replies to all that was queued are about to be read: the call begins now. What the
   * application did between one command and the next is not Redis's time.
   *
   * @return what {@link #end} takes; null if nothing is queued, or inside another command
   */
  public @Nullable RedisCall beginReplies(Object connection) {
    return beginReplies(connection, true);
  }

  private @Nullable RedisCall beginReplies(Object connection, boolean now) {
    if (isInside()) {
      return null;
    }
    RedisBatch waiting = queued.remove(connection);
    if (waiting == null) {
      return null;
    }
    String command = waiting.first();
    int commands = waiting.count;
    RedisBatch answered = waiting;
    if (commands > 1 && command.equals("MULTI")) {
      commands--;
      transactions.put(connection, waiting);
      answered = null;
    } else if (commands > 1) {
      command = "PIPELINE";
    } else if (command.equals("EXEC")) {
      answered = transactions.remove(connection);
    } else if (command.equals("DISCARD")) {
      transactions.remove(connection);
    }
    RedisCall call = begin(command, commands, now ? System.nanoTime() : waiting.startNanos);
    if (call != null) {
      call.server(waiting.address, waiting.port);
      call.batch = answered;
    }
    return call;
  }

  private @Nullable RedisCall begin(String command, int batchSize, long startNanos) {
    ThreadState thread = ThreadState.get();
    RedisCall call = thread.redis;
    if (call.isActive()) {
      return null;
    }
    call.command = command;
    call.batchSize = batchSize;
    call.keys = 0;
    call.batch = null;
    call.server(null, -1);
    call.begin(thread, tracer, startNanos);
    return call;
  }

  /**
   * The reply of a call that will {@link #end} well: whether Redis had what was asked for.
   *
   * @param call what {@link #begin} returned
   * @param reply as the client has read it, or made of it
   */
  public void reply(RedisCall call, @Nullable Object reply) {
    CacheReplies.count(meters.redisCache, call.command, call.keys, reply);
  }

  /**
   * The replies of a call that has been begun by {@link #beginReplies}, each to a command; or the
   * one of a call that has been begun by {@link #beginReply}, in a list, unless it is itself the
   * list that a transaction is answered by.
   *
   * @param call what these returned
   */
  public void replies(RedisCall call, List<?> replies) {
    RedisBatch batch = call.batch;
    if (batch != null) {
      // The first of a transaction is MULTI, which was answered before.
      batch.replies(meters.redisCache, replies, call.isTransaction() ? 1 : 0);
    }
  }

  /**
   * The reply has come, or will not.
   *
   * @param call what {@link #begin} or one of the others returned
   * @param status the prefix of Redis's error ({@code WRONGTYPE}), if there is one
   * @param thrown why it failed; null if it went well
   */
  public void end(RedisCall call, @Nullable String status, @Nullable Throwable thrown) {
    long now = System.nanoTime();
    String errorType = status == null && thrown != null ? thrown.getClass().getName() : status;
    SpanContext context = call.finish(ThreadState.get(), tracer);
    call.batch = null;
    DurationSeries series =
        meters.redisDuration.series(call.command, errorType == null ? "" : errorType);
    long nanos = call.nanos(now);
    if (!(context instanceof Span)) {
      series.record(nanos);
      return;
    }
    series.record(nanos, context.traceIdHigh, context.traceIdLow, context.spanId);
    Span span = (Span) context;
    span.name(call.command);
    span.attribute("db.system.name", "redis");
    span.attribute("db.operation.name", call.command);
    if (call.batchSize > 1) {
      span.attribute("db.operation.batch.size", call.batchSize);
    }
    span.attribute("server.address", call.address);
    if (call.port > 0) {
      span.attribute("server.port", call.port);
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
}
