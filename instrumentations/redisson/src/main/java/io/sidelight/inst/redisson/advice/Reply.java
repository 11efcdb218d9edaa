package io.sidelight.inst.redisson.advice;

import io.sidelight.core.record.AsyncRedisCall;
import io.sidelight.core.record.AsyncRedisRecorder;
import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.RedisNames;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.redisson.client.RedisException;
import org.redisson.client.protocol.CommandData;

/** The end of a call. */
final class Reply implements BiConsumer<Object, Throwable> {
  private static final AsyncRedisRecorder REDIS = Recorders.asyncRedis();

  private final Object executor;
  private final AsyncRedisCall call;
  private final boolean isReply;

  /**
   * @param executor what stands for the call
   * @param isReply whether what comes is what Redis has answered to the command
   */
  Reply(Object executor, AsyncRedisCall call, boolean isReply) {
    this.executor = executor;
    this.call = call;
    this.isReply = isReply;
  }

  @Override
  public void accept(@Nullable Object reply, @Nullable Throwable thrown) {
    REDIS.take(executor);
    Throwable why =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (why instanceof CancellationException) {
      REDIS.cancel(call);
      return;
    }
    if (why == null && isReply) {
      look(reply);
    }
    REDIS.end(
        call, why instanceof RedisException ? RedisNames.errorPrefix(why.getMessage()) : null, why);
  }

  private void look(@Nullable Object reply) {
    Object commands = call.commands();
    if (commands == null) {
      REDIS.reply(call, reply);
      return;
    }
    for (Object one : (List<?>) commands) {
      CommandData<?, ?> command = (CommandData<?, ?>) one;
      String name = RedisNames.command(command.getCommand().getName());
      Object[] parameters = command.getParams();
      REDIS.reply(
          name,
          Replies.keys(name, parameters),
          REDIS.wantsKeys() ? Replies.key(parameters) : null,
          Promises.reply(command));
    }
  }
}
