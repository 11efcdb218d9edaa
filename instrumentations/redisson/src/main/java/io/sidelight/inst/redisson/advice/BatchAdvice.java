package io.sidelight.inst.redisson.advice;

import io.sidelight.core.record.AsyncRedisCall;
import io.sidelight.core.record.AsyncRedisRecorder;
import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.RedisNames;
import java.util.List;
import org.redisson.client.protocol.CommandData;
import org.redisson.client.protocol.CommandsData;

/** On the sending of several commands at once. */
public final class BatchAdvice {
  private static final AsyncRedisRecorder REDIS = Recorders.asyncRedis();

  private BatchAdvice() {}

  public static void send(Object commands) {
    AsyncRedisCall call = REDIS.sending();
    if (call != null && call.command().equals(RedisNames.PIPELINE)) {
      List<CommandData<?, ?>> all = ((CommandsData) commands).getCommands();
      String only = all.size() == 1 ? RedisNames.command(all.get(0).getCommand().getName()) : null;
      REDIS.batch(call, all.size(), only, all);
    }
  }
}
