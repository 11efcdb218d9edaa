package io.sidelight.inst.lettuce.advice;

import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.protocol.TransactionalCommand;
import io.sidelight.core.record.AsyncRedisCall;
import io.sidelight.core.record.AsyncRedisRecorder;
import io.sidelight.core.record.Recorders;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** On a connection's taking of commands, of whatever kind the connection and its interface are. */
public final class DispatchAdvice {
  private static final AsyncRedisRecorder REDIS = Recorders.asyncRedis();

  private DispatchAdvice() {}

  public static @Nullable Object enterOne(Object connection, Object command) {
    return begin(connection, (RedisCommand<?, ?, ?>) command);
  }

  public static void exitOne(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      AsyncRedisCall call = (AsyncRedisCall) token;
      REDIS.sent(call);
      if (thrown != null) {
        REDIS.end(call, Commands.status(thrown), thrown);
      }
    }
  }

  public static Object enterMany(Object connection, Object commands) {
    for (Object command : (Collection<?>) commands) {
      AsyncRedisCall call = begin(connection, (RedisCommand<?, ?, ?>) command);
      if (call != null) {
        REDIS.sent(call);
      }
    }
    return commands;
  }

  public static void exitMany(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null && thrown != null) {
      for (Object command : (Collection<?>) token) {
        EndAdvice.fail(command, thrown);
      }
    }
  }

  private static @Nullable AsyncRedisCall begin(Object connection, RedisCommand<?, ?, ?> command) {
    String name = Commands.name(command);
    AsyncRedisCall call = REDIS.begin(Commands.innermost(command), name, Commands.keys(command));
    if (call == null) {
      return null;
    }
    switch (name) {
      case "EXEC":
      case "DISCARD":
        REDIS.ending(connection, call);
        break;
      case "XREAD":
      case "XREADGROUP":
        if (Commands.blocks(command)) {
          call.blocks();
        }
        break;
      case "MGET":
      case "HMGET":
      case "HGETALL":
        FoundElements.count(command);
        break;
      default:
    }
    if (REDIS.wantsKeys()) {
      REDIS.key(call, Commands.key(command));
    }
    if (command instanceof TransactionalCommand) {
      REDIS.queued(connection, call);
    }
    return call;
  }
}
