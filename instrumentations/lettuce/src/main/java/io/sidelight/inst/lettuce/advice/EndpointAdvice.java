package io.sidelight.inst.lettuce.advice;

import io.netty.channel.Channel;
import io.sidelight.core.record.AsyncRedisCall;
import io.sidelight.core.record.AsyncRedisRecorder;
import io.sidelight.core.record.Recorders;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** On the writing of commands to one server, of however many the connection has. */
public final class EndpointAdvice {
  private static final AsyncRedisRecorder REDIS = Recorders.asyncRedis();

  private EndpointAdvice() {}

  public static void enterOne(Object command, @Nullable Object channel) {
    AsyncRedisCall call = REDIS.sending();
    // Not by the thread that wants it where the connection had to be opened, or after a redirect.
    goesTo(call == null ? REDIS.of(Commands.innermost(command)) : call, channel);
  }

  public static void enterMany(Object commands, @Nullable Object channel) {
    for (Object command : (Collection<?>) commands) {
      goesTo(REDIS.of(Commands.innermost(command)), channel);
    }
  }

  private static void goesTo(@Nullable AsyncRedisCall call, @Nullable Object channel) {
    if (call != null && channel != null) {
      SocketAddress address = ((Channel) channel).remoteAddress();
      if (address instanceof InetSocketAddress) {
        InetSocketAddress server = (InetSocketAddress) address;
        call.server(server.getHostString(), server.getPort());
      }
    }
  }
}
