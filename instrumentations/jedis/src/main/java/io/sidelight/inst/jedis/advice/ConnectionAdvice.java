package io.sidelight.inst.jedis.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.RedisCall;
import io.sidelight.core.record.RedisRecorder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * On Jedis's connection. A command whose reply is awaited at once is one call; what is sent first
 * and read later (pipelines, transactions, some old commands) is put together when the replies are
 * read.
 */
public final class ConnectionAdvice {
  private static final RedisRecorder REDIS = Recorders.redis();

  /** No command of Redis or its modules is longer. */
  private static final int LONGEST_COMMAND = 32;

  private ConnectionAdvice() {}

  public static @Nullable Object enterObject(Object command, @Nullable Object server) {
    return enterArguments(((CommandObject<?>) command).getArguments(), server);
  }

  public static @Nullable Object enterArguments(Object arguments, @Nullable Object server) {
    return to(server, REDIS.begin(name((CommandArguments) arguments)));
  }

  public static @Nullable Object queue(Object connection, Object arguments) {
    if (!REDIS.isInside()) {
      REDIS.queue(connection, name((CommandArguments) arguments));
    }
    return null;
  }

  public static @Nullable Object enterReplies(Object connection, @Nullable Object server) {
    return to(server, REDIS.beginReplies(connection));
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      REDIS.end((RedisCall) token, errorType(thrown), thrown);
    }
  }

  private static @Nullable RedisCall to(@Nullable Object server, @Nullable RedisCall call) {
    if (call != null && server instanceof DefaultJedisSocketFactory) {
      HostAndPort address = ((DefaultJedisSocketFactory) server).getHostAndPort();
      call.server(address.getHost(), address.getPort());
    }
    return call;
  }

  private static String name(CommandArguments arguments) {
    ProtocolCommand command = arguments.getCommand();
    if (command instanceof Protocol.Command) {
      return ((Protocol.Command) command).name();
    }
    byte[] raw = command.getRaw();
    return new String(raw, 0, Math.min(raw.length, LONGEST_COMMAND), StandardCharsets.US_ASCII)
        .toUpperCase(Locale.ROOT);
  }

  /**
   * Redis begins an error with a word for programs: {@code WRONGTYPE Operation against a key …}.
   */
  private static @Nullable String errorType(@Nullable Throwable thrown) {
    if (thrown == null) {
      return null;
    }
    String message = thrown instanceof JedisDataException ? thrown.getMessage() : null;
    int space = message == null ? -1 : message.indexOf(' ');
    if (message != null && space > 0 && space <= LONGEST_COMMAND) {
      String prefix = message.substring(0, space);
      if (prefix.equals(prefix.toUpperCase(Locale.ROOT))) {
        return prefix;
      }
    }
    return thrown.getClass().getName();
  }
}
