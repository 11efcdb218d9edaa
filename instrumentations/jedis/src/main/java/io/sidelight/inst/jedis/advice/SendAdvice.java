package io.sidelight.inst.jedis.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.RedisCall;
import io.sidelight.core.record.RedisRecorder;
import io.sidelight.core.record.WeakTable;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.HostAndPort;

/**
 * On the sending of a command. What is sent first and read later (pipelines, transactions, some old
 * commands) is put together when the replies are read; see {@link ReplyAdvice}.
 */
public final class SendAdvice {
  private static final RedisRecorder REDIS = Recorders.redis();

  /** Connections that have ever subscribed. */
  private static final WeakTable<Object, Boolean> SUBSCRIBERS = new WeakTable<>();

  private SendAdvice() {}

  public static @Nullable Object enter(
      Object connection, Object arguments, @Nullable Object server) {
    if (REDIS.isInside()) {
      return null;
    }
    String command = Names.of(((CommandArguments) arguments).getCommand());
    int keys = ((CommandArguments) arguments).size() - 1;
    HostAndPort address = Names.address(server);
    Object token =
        address == null
            ? send(connection, command, keys, null, -1)
            : send(connection, command, keys, address.getHost(), address.getPort());
    if (token == connection && REDIS.wantsKeys()) {
      REDIS.key(connection, Names.key((CommandArguments) arguments));
    }
    return token;
  }

  static @Nullable Object send(
      Object connection, String command, int keys, @Nullable String host, int port) {
    if (!isAnsweredByMessage(connection, command)) {
      REDIS.queue(connection, command, keys, host, port);
      return connection;
    }
    RedisCall call = REDIS.begin(command, keys);
    if (call != null) {
      call.server(host, port);
    }
    return call;
  }

  /**
   * Replies to a subscription come among its messages, to another thread maybe, and whenever there
   * is one: such a command is over once it is sent.
   */
  private static boolean isAnsweredByMessage(Object connection, String command) {
    if (command.endsWith("SUBSCRIBE")) {
      SUBSCRIBERS.put(connection, Boolean.TRUE);
      return true;
    }
    return command.equals("PING") && SUBSCRIBERS.get(connection) != null;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    RedisCall call = null;
    if (token instanceof RedisCall) {
      call = (RedisCall) token;
    } else if (token != null && thrown != null) {
      // Nobody will wait for a reply to what could not be sent.
      call = REDIS.beginReply(token);
    }
    if (call != null) {
      REDIS.end(call, Names.status(thrown), thrown);
    }
  }
}
