package io.sidelight.inst.redisson.advice;

import io.sidelight.core.record.AsyncRedisCall;
import io.sidelight.core.record.AsyncRedisRecorder;
import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.RedisNames;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.redisson.client.RedisConnection;
import org.redisson.client.protocol.RedisCommand;
import org.redisson.command.BatchPromise;

/** On an executor, which asks for a connection, sends, and asks and sends again if it must. */
public final class ExecutorAdvice {
  private static final AsyncRedisRecorder REDIS = Recorders.asyncRedis();

  private ExecutorAdvice() {}

  /**
   * @param command null for a batch
   * @param promise of the reply; null up to 3.16
   * @param oldPromise that of 3.16 and before
   */
  public static @Nullable Object execute(
      Object executor,
      @Nullable Object command,
      @Nullable Object parameters,
      @Nullable Object promise,
      @Nullable Object oldPromise) {
    String name =
        command == null
            ? RedisNames.PIPELINE
            : RedisNames.command(((RedisCommand<?>) command).getName());
    AsyncRedisCall call = REDIS.begin(executor, name, Replies.keys(name, parameters));
    if (call == null) {
      return null;
    }
    if (name.startsWith("XREAD") && Replies.blocks(parameters)) {
      call.blocks();
    }
    if (REDIS.wantsKeys()) {
      REDIS.key(call, Replies.key(parameters));
    }
    CompletionStage<?> reply = (CompletionStage<?>) (promise == null ? oldPromise : promise);
    if (reply == null) {
      return call;
    }
    if (reply instanceof BatchPromise) {
      // Of a command in a transaction: Redis has queued it.
      Promises.sent((BatchPromise<?>) reply).whenComplete(new Reply(executor, call, false));
    } else {
      reply.whenComplete(new Reply(executor, call, true));
    }
    return call;
  }

  public static void executed(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      AsyncRedisCall call = (AsyncRedisCall) token;
      REDIS.sent(call);
      if (thrown != null) {
        REDIS.end(call, null, thrown);
      }
    }
  }

  /** The one that has a connection among its arguments; on the thread that has got it. */
  public static @Nullable Object send(
      Object executor, @Nullable Object attempt, @Nullable Object connection) {
    if (!(connection instanceof RedisConnection)) {
      return null;
    }
    AsyncRedisCall call = REDIS.of(executor);
    if (call == null) {
      return null;
    }
    InetSocketAddress address = ((RedisConnection) connection).getRedisClient().getAddr();
    if (address != null) {
      call.server(address.getHostString(), address.getPort());
    }
    REDIS.resume(call);
    return call;
  }

  public static void sent(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      REDIS.sent((AsyncRedisCall) token);
    }
  }
}
