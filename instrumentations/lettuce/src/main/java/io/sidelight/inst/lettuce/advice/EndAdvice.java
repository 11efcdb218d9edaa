package io.sidelight.inst.lettuce.advice;

import io.lettuce.core.TransactionResult;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.output.StreamingOutput;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.protocol.TransactionalCommand;
import io.sidelight.core.record.AsyncRedisCall;
import io.sidelight.core.record.AsyncRedisRecorder;
import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.RedisNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * On the end of a command, before anybody who waits for it is told. Wrappers tell each other; the
 * first of them counts.
 */
public final class EndAdvice {
  private static final AsyncRedisRecorder REDIS = Recorders.asyncRedis();

  private EndAdvice() {}

  public static void complete(Object command) {
    AsyncRedisCall call = REDIS.take(Commands.innermost(command));
    if (call == null) {
      return;
    }
    CommandOutput<?, ?, ?> output = ((RedisCommand<?, ?, ?>) command).getOutput();
    if (output == null) {
      REDIS.end(call, null, null);
    } else if (output.hasError()) {
      REDIS.end(call, error(output), null);
    } else if (command instanceof TransactionalCommand) {
      // Redis has queued it; its reply comes with that to EXEC.
      REDIS.end(call, null, null);
    } else {
      end(call, output);
    }
  }

  private static String error(CommandOutput<?, ?, ?> output) {
    String prefix = RedisNames.errorPrefix(output.getError());
    return prefix == null ? RedisNames.OTHER : prefix;
  }

  private static void end(AsyncRedisCall call, CommandOutput<?, ?, ?> output) {
    Object reply = output.get();
    Throwable failed = null;
    if (reply instanceof TransactionResult) {
      List<@Nullable Object> replies = new ArrayList<>();
      for (Object one : (TransactionResult) reply) {
        replies.add(Commands.plain(one));
        failed = failed == null && one instanceof Throwable ? (Throwable) one : failed;
      }
      REDIS.replies(call, replies);
    } else if (output instanceof StreamingOutput
        && ((StreamingOutput<?>) output).getSubscriber() instanceof FoundElements) {
      FoundElements<?> found = (FoundElements<?>) ((StreamingOutput<?>) output).getSubscriber();
      // A hash is one thing that was looked for.
      if (call.command().equals("HGETALL")) {
        REDIS.reply(call, found.hits > 0 ? 1 : 0, found.hits > 0 ? 0 : 1);
      } else {
        REDIS.reply(call, found.hits, found.misses);
      }
    } else {
      REDIS.reply(call, Commands.plain(reply));
    }
    REDIS.end(call, failed == null ? null : Commands.status(failed), failed);
  }

  public static void fail(Object command, @Nullable Object thrown) {
    AsyncRedisCall call = REDIS.take(Commands.innermost(command));
    if (call != null) {
      Throwable why = (Throwable) thrown;
      REDIS.end(call, why == null ? null : Commands.status(why), why);
    }
  }

  public static void cancel(Object command) {
    AsyncRedisCall call = REDIS.take(Commands.innermost(command));
    if (call != null) {
      REDIS.cancel(call);
    }
  }

  public static Object await(Object command) {
    return command;
  }

  public static void awaited(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null && Boolean.FALSE.equals(returned)) {
      AsyncRedisCall call = REDIS.of(Commands.innermost(token));
      if (call != null) {
        call.timedOut();
      }
    }
  }
}
