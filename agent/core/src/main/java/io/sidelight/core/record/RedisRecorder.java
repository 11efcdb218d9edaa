package io.sidelight.core.record;

import io.sidelight.core.meter.DurationSeries;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanContext;
import io.sidelight.core.trace.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * All rules about Redis commands. Follows the OpenTelemetry semantic conventions for Redis. Keys
 * and values are personal data and are never asked for. Thread-safe.
 */
public final class RedisRecorder {
  /** Commands that a connection has sent and whose replies nobody has read yet. */
  private static final class Queued {
    final String first;
    final @Nullable String address;
    final int port;
    final long startNanos = System.nanoTime();
    int count = 1;

    Queued(String first, @Nullable String address, int port) {
      this.first = first;
      this.address = address;
      this.port = port;
    }
  }

  private final Meters meters;
  private final Tracer tracer;
  private final WeakTable<Object, Queued> queued = new WeakTable<>();

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
   * @return what {@link #end} takes; null inside another command
   */
  public @Nullable RedisCall begin(String command) {
    return begin(command, 0, System.nanoTime());
  }

  /** A command is sent; its reply will be read later, maybe together with others. */
  public void queue(Object connection, String command, @Nullable String address, int port) {
    Queued earlier = queued.get(connection);
    if (earlier == null) {
      queued.put(connection, new Queued(command, address, port));
    } else {
      earlier.count++;
    }
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
    Queued waiting = queued.remove(connection);
    if (waiting == null) {
      return null;
    }
    String command = waiting.first;
    int commands = waiting.count;
    if (commands > 1 && command.equals("MULTI")) {
      commands--;
    } else if (commands > 1) {
      command = "PIPELINE";
    }
    RedisCall call = begin(command, commands, now ? System.nanoTime() : waiting.startNanos);
    if (call != null) {
      call.server(waiting.address, waiting.port);
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
    call.server(null, -1);
    call.begin(thread, tracer, startNanos);
    return call;
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
