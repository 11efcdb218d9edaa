package io.sidelight.inst.jedis.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.RedisCall;
import io.sidelight.core.record.RedisRecorder;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/** On the reading of replies to what {@link SendAdvice} saw. */
public final class ReplyAdvice {
  private static final RedisRecorder REDIS = Recorders.redis();

  private ReplyAdvice() {}

  public static @Nullable Object enterOne(Object connection) {
    return REDIS.beginReply(connection);
  }

  public static @Nullable Object enterMany(Object connection) {
    return REDIS.beginReplies(connection);
  }

  /**
   * @param unread how many replies are left unread: that to the end of a transaction
   */
  public static @Nullable Object enterAll(Object connection, Object unread) {
    return (Integer) unread == 1
        ? REDIS.beginRepliesButLast(connection)
        : REDIS.beginReplies(connection);
  }

  public static void exitOne(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null && thrown == null) {
      RedisCall call = (RedisCall) token;
      if (!call.isTransaction()) {
        REDIS.replies(call, Collections.singletonList(returned));
      } else if (returned instanceof List) {
        // It is null if the transaction was not carried out.
        REDIS.replies(call, (List<?>) returned);
      }
    }
    exit(token, returned, thrown);
  }

  public static void exitMany(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null && returned instanceof List) {
      REDIS.replies((RedisCall) token, (List<?>) returned);
    }
    exit(token, returned, thrown);
  }

  private static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      Throwable why = thrown == null ? firstError(returned) : thrown;
      REDIS.end((RedisCall) token, Names.status(why), why);
    }
  }

  /** A pipeline's or transaction's errors are replies among the others. */
  private static @Nullable Throwable firstError(@Nullable Object replies) {
    if (replies instanceof List) {
      List<?> list = (List<?>) replies;
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i) instanceof JedisDataException) {
          return (JedisDataException) list.get(i);
        }
      }
    }
    return null;
  }
}
