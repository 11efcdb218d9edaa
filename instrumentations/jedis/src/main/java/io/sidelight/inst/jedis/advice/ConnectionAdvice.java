package io.sidelight.inst.jedis.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.RedisCall;
import io.sidelight.core.record.RedisRecorder;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.HostAndPort;

/** On a command whose reply is awaited at once, and on the setting up of a connection. */
public final class ConnectionAdvice {
  private static final RedisRecorder REDIS = Recorders.redis();

  private ConnectionAdvice() {}

  public static @Nullable Object enterObject(Object command, @Nullable Object server) {
    return enterArguments(((CommandObject<?>) command).getArguments(), server);
  }

  public static @Nullable Object enterArguments(Object arguments, @Nullable Object server) {
    CommandArguments command = (CommandArguments) arguments;
    String name = Names.of(command.getCommand());
    RedisCall call = begin(name, command.size() - 1, server);
    if (call != null && name.startsWith("XREAD") && Names.blocks(command)) {
      call.blocks();
    }
    if (call != null && REDIS.wantsKeys()) {
      REDIS.key(call, Names.key(command));
    }
    return call;
  }

  /** HELLO, AUTH, CLIENT, SELECT and the like, which nobody asked for: one call in all. */
  public static @Nullable Object enterSetUp(@Nullable Object server) {
    return begin("CONNECT", 0, server);
  }

  private static @Nullable RedisCall begin(String command, int keys, @Nullable Object server) {
    RedisCall call = REDIS.begin(command, keys);
    HostAndPort address = call == null ? null : Names.address(server);
    if (call != null && address != null) {
      call.server(address.getHost(), address.getPort());
    }
    return call;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      if (thrown == null) {
        REDIS.reply((RedisCall) token, returned);
      }
      REDIS.end((RedisCall) token, Names.status(thrown), thrown);
    }
  }
}
