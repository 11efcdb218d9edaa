package io.sidelight.core.record;

import io.sidelight.core.trace.SpanKind;
import io.sidelight.core.trace.Tracer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Redis commands of clients that do not wait: each is begun by the thread that wants it and ended
 * by whichever thread reads the reply. What stands for the command in the client finds the call
 * again, by identity. Thread-safe; the rules are those of {@link RedisRecorder}.
 */
public final class AsyncRedisRecorder {
  private final Tracer tracer;
  private final RedisSink sink;
  private final WeakTable<Object, AsyncRedisCall> calls = new WeakTable<>();

  /** What a connection has queued since MULTI. */
  private final WeakTable<Object, RedisBatch> transactions = new WeakTable<>();

  AsyncRedisRecorder(RedisSink sink, Tracer tracer) {
    this.tracer = tracer;
    this.sink = sink;
  }

  /**
   * A command is about to be sent, or to wait for that.
   *
   * @param request the client's object for it
   * @param command its name, upper-case, out of the client's fixed vocabulary
   * @param keys how many keys or fields it asks for, as far as one reply is for all of them
   * @return what {@link #sent} takes; null if it has been begun already
   */
  public @Nullable AsyncRedisCall begin(Object request, String command, int keys) {
    if (calls.get(request) != null) {
      return null;
    }
    ThreadState thread = ThreadState.get();
    long now = System.nanoTime();
    AsyncRedisCall call =
        new AsyncRedisCall(
            now, tracer.isEnabled() ? tracer.start(thread.span, SpanKind.CLIENT, now) : null);
    call.operation.is(command, 0, keys);
    calls.put(request, call);
    resume(call);
    return call;
  }

  /** A thread goes on with a call that has been begun: what it sends until {@link #sent} is its. */
  public void resume(AsyncRedisCall call) {
    ThreadState thread = ThreadState.get();
    if (thread.sends != call) {
      call.outer = thread.sends;
      thread.sends = call;
    }
  }

  /** Whether {@link #key} has any effect; the same for as long as the process runs. */
  public boolean wantsKeys() {
    return !sink.templates.isEmpty();
  }

  /**
   * What a call asks for, which is told only as far as a template says.
   *
   * @param key the first of them
   */
  public void key(AsyncRedisCall call, @Nullable String key) {
    call.operation.template = sink.templates.match(key);
  }

  /** The thread that has begun a call has done with it, for now or for good. */
  public void sent(AsyncRedisCall call) {
    ThreadState thread = ThreadState.get();
    if (thread.sends == call) {
      thread.sends = call.outer;
    }
    call.outer = null;
  }

  /** The call that the current thread is about to send; null if there is none. */
  public @Nullable AsyncRedisCall sending() {
    return ThreadState.get().sends;
  }

  /** The call that the client's object stands for, unless it has ended. */
  public @Nullable AsyncRedisCall of(Object request) {
    return calls.get(request);
  }

  /** As {@link #of}, and the object stands for it no longer. */
  public @Nullable AsyncRedisCall take(Object request) {
    return calls.remove(request);
  }

  /**
   * The commands of a call that are about to be sent together.
   *
   * @param size how many they are
   * @param only the name of the one, if it is only one
   * @param commands what the client knows them by; see {@link AsyncRedisCall#commands()}
   */
  public void batch(AsyncRedisCall call, int size, @Nullable String only, Object commands) {
    call.operation.batchSize = size;
    if (only != null) {
      call.operation.command = only;
    }
    call.commands(commands);
  }

  /** A command of a transaction: it has its reply among those of {@code EXEC}. */
  public void queued(Object connection, AsyncRedisCall call) {
    RedisBatch batch = transactions.get(connection);
    if (batch == null) {
      batch = new RedisBatch(null, -1);
      transactions.put(connection, batch);
    }
    batch.add(call.operation.command, call.operation.keys);
    batch.template(call.operation.template);
  }

  /**
   * The end of a transaction is about to be sent.
   *
   * @param call {@code EXEC} or {@code DISCARD}
   */
  public void ending(Object connection, AsyncRedisCall call) {
    call.operation.batch = transactions.remove(connection);
  }

  /**
   * The reply of a call that will {@link #end} well: whether Redis had what was asked for.
   *
   * @param reply as the client has read it
   */
  public void reply(AsyncRedisCall call, @Nullable Object reply) {
    sink.reply(call.operation.command, call.operation.keys, call.operation.template, reply);
  }

  /**
   * The reply to one of a batch.
   *
   * @param command its name, upper-case
   * @param keys as {@link #begin} takes them
   * @param key as {@link #key} takes it
   */
  public void reply(String command, int keys, @Nullable String key, @Nullable Object reply) {
    sink.reply(command, keys, sink.templates.match(key), reply);
  }

  /** The replies to the commands of a transaction, in their order. */
  public void replies(AsyncRedisCall call, List<?> replies) {
    sink.replies(call.operation, replies, true);
  }

  /**
   * Of what was asked for, so much Redis had, and so much it had not.
   *
   * @param hits keys or fields
   * @param misses keys or fields
   */
  public void reply(AsyncRedisCall call, int hits, int misses) {
    sink.found(call.operation, hits, misses);
  }

  /**
   * The reply has come, or will not. Only the first end has an effect.
   *
   * @param status the prefix of Redis's error ({@code WRONGTYPE}), if there is one
   * @param thrown why it failed; null if it went well, or Redis said no
   */
  public void end(AsyncRedisCall call, @Nullable String status, @Nullable Throwable thrown) {
    String errorType = status == null && thrown != null ? thrown.getClass().getName() : status;
    end(call, status, errorType, thrown);
  }

  /** Nobody wants the reply any more. Only the first end has an effect. */
  public void cancel(AsyncRedisCall call) {
    end(call, null, call.isTimedOut() ? "timeout" : "cancelled", null);
  }

  private void end(
      AsyncRedisCall call,
      @Nullable String status,
      @Nullable String errorType,
      @Nullable Throwable thrown) {
    if (call.endOnce()) {
      long now = System.nanoTime();
      long nanos = now - call.startNanos;
      sink.ended(call.operation, call.span, nanos, now, status, errorType, thrown);
    }
  }
}
