package io.sidelight.core.record;

import io.sidelight.core.meter.Meters;
import io.sidelight.core.trace.SpanContext;
import io.sidelight.core.trace.Tracer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Redis commands of clients that wait for the reply, and the rules that hold for all: there is one
 * measurement per command, and what is sent together is one operation. Thread-safe.
 */
public final class RedisRecorder {
  private final Tracer tracer;
  private final RedisSink sink;
  private final AsyncRedisRecorder async;
  private final WeakTable<Object, RedisBatch> queued = new WeakTable<>();

  /** What a connection has queued between MULTI and EXEC. */
  private final WeakTable<Object, RedisBatch> transactions = new WeakTable<>();

  /** Over these sinks; nothing is told of keys. */
  public RedisRecorder(Meters meters, Tracer tracer) {
    this(meters, tracer, KeyTemplates.none());
  }

  /**
   * Over these sinks.
   *
   * @param templates of keys whose hits and misses are counted
   */
  public RedisRecorder(Meters meters, Tracer tracer, KeyTemplates templates) {
    this.tracer = tracer;
    this.sink = new RedisSink(meters, tracer, templates);
    this.async = new AsyncRedisRecorder(sink, tracer);
  }

  /** The same for clients that do not wait. */
  public AsyncRedisRecorder async() {
    return async;
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
    return begin(command, 0, keys, System.nanoTime());
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

  /** Whether {@link #key} has any effect; the same for as long as the process runs. */
  public boolean wantsKeys() {
    return !sink.templates.isEmpty();
  }

  /**
   * What a call asks for, which is told only as far as a template says.
   *
   * @param call what {@link #begin} returned
   * @param key the first of them
   */
  public void key(RedisCall call, @Nullable String key) {
    call.operation.template = sink.templates.match(key);
  }

  /** The same of what was {@link #queue queued} last. */
  public void key(Object connection, @Nullable String key) {
    RedisBatch batch = queued.get(connection);
    if (batch != null) {
      batch.template(sink.templates.match(key));
    }
  }

  /** What was queued last waits for something to happen; see {@link RedisCall#blocks}. */
  public void blocks(Object connection) {
    RedisBatch batch = queued.get(connection);
    if (batch != null) {
      batch.blocks = true;
    }
  }

  /**
   * What this thread does until {@link #sent} is the sending of what it has just queued, to be
   * connected first included.
   */
  public void sending() {
    ThreadState.get().redis.suppress();
  }

  /** Ends what {@link #sending} began. */
  public void sent() {
    ThreadState.get().redis.release();
  }

  /**
   * The reply to a command that was just queued is about to be read, or never will be: the call
   * began when the command was sent.
   *
   * @return what {@link #end} takes; null if nothing is queued, or inside another command
   */
  public @Nullable RedisCall beginReply(Object connection) {
    return beginReplies(connection, false, false);
  }

  /**
   * The replies to all that was queued are about to be read: the call begins now. What the
   * application did between one command and the next is not Redis's time.
   *
   * @return what {@link #end} takes; null if nothing is queued, or inside another command
   */
  public @Nullable RedisCall beginReplies(Object connection) {
    return beginReplies(connection, true, false);
  }

  /**
   * As {@link #beginReplies}, but the reply to the last one, which has been sent with them, is left
   * to be read on its own.
   */
  public @Nullable RedisCall beginRepliesButLast(Object connection) {
    return beginReplies(connection, true, true);
  }

  private @Nullable RedisCall beginReplies(Object connection, boolean now, boolean butLast) {
    if (isInside()) {
      return null;
    }
    RedisBatch waiting = queued.get(connection);
    if (waiting == null || (butLast && waiting.count == 1)) {
      return null;
    }
    if (butLast) {
      queued.put(connection, waiting.splitLast());
    } else {
      queued.remove(connection);
    }
    RedisBatch transaction = transactions.get(connection);
    RedisBatch answered = waiting;
    String command = waiting.first();
    int commands = waiting.count;
    if (command.equals("MULTI") && !waiting.endsTransaction()) {
      transactions.put(connection, waiting);
      answered = null;
      commands -= commands > 1 ? 1 : 0;
    } else if (transaction != null && waiting.endsTransaction()) {
      answered = transactions.remove(connection);
    } else if (transaction != null) {
      // All that comes now is that Redis has queued them.
      transaction.add(waiting);
      answered = null;
    }
    if (commands > 1 && transactions.get(connection) != waiting) {
      command = RedisNames.PIPELINE;
    }
    RedisCall call = begin(command, commands, 0, now ? System.nanoTime() : waiting.startNanos);
    if (call != null) {
      call.server(waiting.address, waiting.port);
      call.operation.batch = answered;
      call.operation.blocks = waiting.blocks && waiting.count == 1;
    }
    return call;
  }

  private @Nullable RedisCall begin(String command, int batchSize, int keys, long startNanos) {
    ThreadState thread = ThreadState.get();
    RedisCall call = thread.redis;
    if (call.isActive()) {
      return null;
    }
    call.operation.is(command, batchSize, keys);
    call.begin(tracer, startNanos);
    return call;
  }

  /**
   * The reply of a call that will {@link #end} well: whether Redis had what was asked for.
   *
   * @param call what {@link #begin} returned
   * @param reply as the client has read it, or made of it
   */
  public void reply(RedisCall call, @Nullable Object reply) {
    sink.reply(call.operation.command, call.operation.keys, call.operation.template, reply);
  }

  /**
   * The replies of a call that has been begun by {@link #beginReplies}, each to a command; or the
   * one of a call that has been begun by {@link #beginReply}, in a list, unless it is itself the
   * list that a transaction is answered by.
   *
   * @param call what these returned
   */
  public void replies(RedisCall call, List<?> replies) {
    sink.replies(call.operation, replies, call.isTransaction());
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
    SpanContext context = call.finish(tracer);
    sink.ended(call.operation, context, call.nanos(now), now, status, errorType, thrown);
    call.operation.batch = null;
  }
}
